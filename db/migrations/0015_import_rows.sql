CREATE TABLE "import_items" (
	"import_run_id" text NOT NULL,
	"variant_id" text NOT NULL,
	"expected_stock" integer NOT NULL,
	"new_stock" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "import_items_import_run_id_variant_id_pk" PRIMARY KEY("import_run_id","variant_id")
);
--> statement-breakpoint
CREATE TABLE "import_parts" (
	"id" text PRIMARY KEY NOT NULL,
	"import_run_id" text NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_run_id" text NOT NULL,
	"position" integer NOT NULL,
	"line" integer NOT NULL,
	"text" text NOT NULL,
	"quantity" integer,
	"variant_id" text,
	"rank" smallint NOT NULL,
	"kind" text,
	"problem" text,
	"remark" text,
	CONSTRAINT "import_rows_import_run_id_position_pk" PRIMARY KEY("import_run_id","position")
);
--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "rows_read" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "reader" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "summary" jsonb;--> statement-breakpoint
CREATE INDEX "import_parts_run" ON "import_parts" USING btree ("import_run_id","id");--> statement-breakpoint
CREATE INDEX "import_rows_rank" ON "import_rows" USING btree ("import_run_id","rank","position");
CREATE TABLE "import_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"mode" text NOT NULL,
	"source_name" text NOT NULL,
	"requested_by" text NOT NULL,
	"document" text,
	"rows" jsonb,
	"proposal" jsonb,
	"issues" jsonb,
	"proposal_hash" text,
	"decided_by" text,
	"batch_id" text,
	"message" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "import_runs_recent" ON "import_runs" USING btree ("created_at","id");
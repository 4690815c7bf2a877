CREATE TABLE "order_counts" (
	"status" text PRIMARY KEY NOT NULL,
	"orders" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_days" (
	"day" date PRIMARY KEY NOT NULL,
	"orders" integer NOT NULL,
	"revenue_cents" bigint NOT NULL,
	"comp_cents" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_days" (
	"day" date NOT NULL,
	"product_name" text NOT NULL,
	"units" integer NOT NULL,
	CONSTRAINT "product_days_day_product_name_pk" PRIMARY KEY("day","product_name")
);
--> statement-breakpoint
CREATE TABLE "product_units" (
	"product_name" text PRIMARY KEY NOT NULL,
	"units" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shipping_days" (
	"day" date NOT NULL,
	"bucket" integer NOT NULL,
	"orders" integer NOT NULL,
	CONSTRAINT "shipping_days_day_bucket_pk" PRIMARY KEY("day","bucket")
);
--> statement-breakpoint
CREATE TABLE "stage_days" (
	"day" date NOT NULL,
	"stage" text NOT NULL,
	"bucket" integer NOT NULL,
	"runs" integer NOT NULL,
	"retries" integer NOT NULL,
	CONSTRAINT "stage_days_day_stage_bucket_pk" PRIMARY KEY("day","stage","bucket")
);
--> statement-breakpoint
CREATE INDEX "product_days_product" ON "product_days" USING btree ("product_name","day");--> statement-breakpoint
CREATE INDEX "product_units_ranking" ON "product_units" USING btree ("units" DESC NULLS LAST,"product_name");
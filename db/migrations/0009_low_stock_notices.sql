CREATE TABLE "low_stock_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"variant_id" text NOT NULL,
	"stock" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"notified_at" timestamp with time zone,
	"resolved_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "low_stock_notices" ADD CONSTRAINT "low_stock_notices_variant_id_variants_id_fk" FOREIGN KEY ("variant_id") REFERENCES "public"."variants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "low_stock_notices_open" ON "low_stock_notices" USING btree ("variant_id") WHERE "low_stock_notices"."resolved_at" is null;
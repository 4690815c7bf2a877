CREATE TABLE "order_notes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"author" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_search_tags" (
	"order_id" text NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "order_search_tags_order_id_tag_pk" PRIMARY KEY("order_id","tag")
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "attended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "order_notes" ADD CONSTRAINT "order_notes_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_search_tags" ADD CONSTRAINT "order_search_tags_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_notes_order" ON "order_notes" USING btree ("order_id","id");--> statement-breakpoint
CREATE INDEX "order_search_tags_tag" ON "order_search_tags" USING btree ("tag");--> statement-breakpoint
CREATE INDEX "order_events_disputed" ON "order_events" USING btree ("order_id") WHERE "order_events"."kind" = 'disputed';--> statement-breakpoint
CREATE INDEX "order_lines_sku" ON "order_lines" USING btree (lower("sku"),"order_id");--> statement-breakpoint
CREATE INDEX "order_stages_unfinished" ON "order_stages" USING btree ("order_id") WHERE "order_stages"."status" <> 'complete';--> statement-breakpoint
CREATE INDEX "orders_queue" ON "orders" USING btree ("status","placed_at","id");--> statement-breakpoint
CREATE INDEX "orders_discount" ON "orders" USING btree ("discount_code") WHERE "orders"."discount_code" is not null;--> statement-breakpoint
CREATE INDEX "orders_unattended" ON "orders" USING btree ("cancel_reason") WHERE "orders"."attended_at" is null;--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("requested_at") WHERE "refunds"."refunded_at" is null;
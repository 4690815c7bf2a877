CREATE TABLE "status_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"order_id" text NOT NULL,
	"status" text NOT NULL,
	"tracking" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"message" text,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "status_requests" ADD CONSTRAINT "status_requests_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "status_requests_order" ON "status_requests" USING btree ("order_id");
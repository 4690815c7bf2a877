ALTER TABLE "checkouts" ADD COLUMN "replaced_by" text;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD COLUMN "payment_intent_id" text;--> statement-breakpoint
CREATE INDEX "webhook_events_unclaimed" ON "webhook_events" USING btree ("payment_intent_id") WHERE "webhook_events"."order_id" is null and "webhook_events"."payment_intent_id" is not null;
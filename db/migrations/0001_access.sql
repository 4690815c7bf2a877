CREATE TABLE "api_token_spending" (
	"token_id" text NOT NULL,
	"day" date NOT NULL,
	"orders" integer DEFAULT 0 NOT NULL,
	"comp_cents" bigint DEFAULT 0 NOT NULL,
	"stock_units" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "api_token_spending_token_id_day_pk" PRIMARY KEY("token_id","day"),
	CONSTRAINT "api_token_spending_not_negative" CHECK ("api_token_spending"."orders" >= 0 and "api_token_spending"."comp_cents" >= 0 and "api_token_spending"."stock_units" >= 0)
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"last_four" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"orders_per_day" integer,
	"comp_cents_per_day" integer,
	"stock_units_per_day" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "api_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"token_id" text NOT NULL,
	"operation" text NOT NULL,
	"fingerprint" text NOT NULL,
	"summary" text NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text
);
--> statement-breakpoint
CREATE INDEX "approvals_recent" ON "approvals" USING btree ("requested_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "approvals_pending" ON "approvals" USING btree ("token_id","operation","fingerprint") WHERE "approvals"."state" in ('waiting', 'approved');--> statement-breakpoint
CREATE INDEX "products_shelf" ON "products" USING btree ("position","name","id") WHERE "products"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "products_sku" ON "products" USING btree (lower("sku"));--> statement-breakpoint
CREATE INDEX "inventory_adjustments_batch" ON "inventory_adjustments" USING btree ("batch_id");
CREATE TABLE "proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"proved_at" timestamp with time zone NOT NULL,
	"verdicts" jsonb NOT NULL,
	"balances" jsonb NOT NULL,
	"orders" integer NOT NULL,
	"ledger_rows" integer NOT NULL,
	"ledger_head" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "proofs_latest" ON "proofs" USING btree ("proved_at");
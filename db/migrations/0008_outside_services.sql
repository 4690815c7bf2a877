ALTER TABLE "mails" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sheet_rows" ADD COLUMN "synced" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sheet_rows" ADD COLUMN "claimed_until" timestamp with time zone;
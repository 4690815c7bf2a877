-- What was on its way in the old form cannot be read in the new one, and nothing of it was applied.
UPDATE "import_runs" SET "state" = 'failed', "message" = 'The store was brought up to date meanwhile. Nothing was applied; hand it in again.' WHERE "state" IN ('reading', 'waiting', 'applying');--> statement-breakpoint
ALTER TABLE "import_runs" DROP COLUMN "document";--> statement-breakpoint
ALTER TABLE "import_runs" DROP COLUMN "rows";--> statement-breakpoint
ALTER TABLE "import_runs" DROP COLUMN "proposal";--> statement-breakpoint
ALTER TABLE "import_runs" DROP COLUMN "issues";
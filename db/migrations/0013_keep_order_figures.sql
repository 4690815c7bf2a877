-- Triggers keep the desk's sums in the transaction of each change. What many orders touch at once (a new order, a
-- completed stage) is added at the commit, so that a day's row is locked for no longer than the commit takes. Rows are
-- taken in one order everywhere: day, counts by status, products by name.

CREATE FUNCTION "duration_bucket"(span interval) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(round(8 * ln(greatest(extract(epoch FROM span)::float8 * 1000, 1)) / ln(2::float8)), 0)::integer
$$;--> statement-breakpoint
CREATE FUNCTION "utc_day"(instant timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS $$
  SELECT (instant AT TIME ZONE 'UTC')::date
$$;--> statement-breakpoint

CREATE VIEW "counted_orders" AS
  SELECT status, count(*)::integer AS orders FROM orders GROUP BY status;--> statement-breakpoint
CREATE VIEW "counted_order_days" AS
  SELECT utc_day(o.placed_at) AS day, count(*)::integer AS orders,
    (sum(o.total_cents) - coalesce(sum(r.cents), 0))::bigint AS revenue_cents, sum(o.discount_cents)::bigint AS comp_cents
  FROM orders o
  LEFT JOIN (SELECT order_id, payment_intent_id, sum(amount_cents) AS cents FROM refunds GROUP BY order_id, payment_intent_id) r
    ON r.order_id = o.id AND r.payment_intent_id = o.payment_intent_id
  WHERE o.status <> 'cancelled' GROUP BY 1;--> statement-breakpoint
CREATE VIEW "counted_product_days" AS
  SELECT utc_day(o.placed_at) AS day, l.product_name, sum(l.quantity)::integer AS units
  FROM orders o JOIN order_lines l ON l.order_id = o.id
  WHERE o.status <> 'cancelled' GROUP BY 1, 2;--> statement-breakpoint
CREATE VIEW "counted_stage_days" AS
  SELECT utc_day(finished_at) AS day, stage, duration_bucket(finished_at - started_at) AS bucket, count(*)::integer AS runs,
    sum(greatest(attempts - 1, 0))::integer AS retries
  FROM order_stages WHERE status = 'complete' AND finished_at IS NOT NULL GROUP BY 1, 2, 3;--> statement-breakpoint
CREATE VIEW "counted_shipping_days" AS
  SELECT utc_day(e.at) AS day, duration_bucket(e.at - o.placed_at) AS bucket, count(*)::integer AS orders
  FROM order_events e JOIN orders o ON o.id = e.order_id
  WHERE e.kind = 'shipped' GROUP BY 1, 2;--> statement-breakpoint

CREATE FUNCTION "add_to_order_count"(of_status text, change integer) RETURNS void LANGUAGE sql AS $$
  INSERT INTO order_counts AS kept VALUES (of_status, change)
  ON CONFLICT (status) DO UPDATE SET orders = kept.orders + excluded.orders
$$;--> statement-breakpoint
CREATE FUNCTION "add_to_order_day"(of_day date, change integer, revenue bigint, comp bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO order_days AS kept VALUES (of_day, change, revenue, comp)
  ON CONFLICT (day) DO UPDATE SET orders = kept.orders + excluded.orders,
    revenue_cents = kept.revenue_cents + excluded.revenue_cents, comp_cents = kept.comp_cents + excluded.comp_cents
$$;--> statement-breakpoint
CREATE FUNCTION "given_back"(changed "orders") RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount_cents), 0)::bigint FROM refunds
  WHERE order_id = changed.id AND payment_intent_id = changed.payment_intent_id
$$;--> statement-breakpoint

CREATE FUNCTION "keep_placed_order"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line record;
BEGIN
  IF NEW.status <> 'cancelled' THEN
    PERFORM add_to_order_day(utc_day(NEW.placed_at), 1, NEW.total_cents, NEW.discount_cents);
  END IF;
  PERFORM add_to_order_count(NEW.status, 1);
  IF NEW.status <> 'cancelled' THEN
    FOR line IN
      SELECT product_name, sum(quantity)::integer AS units FROM order_lines WHERE order_id = NEW.id GROUP BY 1 ORDER BY 1
    LOOP
      INSERT INTO product_days AS kept VALUES (utc_day(NEW.placed_at), line.product_name, line.units)
      ON CONFLICT (day, product_name) DO UPDATE SET units = kept.units + excluded.units;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "orders_keep_placed" AFTER INSERT ON "orders" DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION "keep_placed_order"();--> statement-breakpoint

CREATE FUNCTION "keep_order_status"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  line record;
BEGIN
  IF NEW.status = 'cancelled' THEN
    PERFORM add_to_order_day(utc_day(OLD.placed_at), -1, given_back(OLD) - OLD.total_cents, -OLD.discount_cents);
  END IF;
  PERFORM add_to_order_count(least(OLD.status, NEW.status), CASE WHEN OLD.status < NEW.status THEN -1 ELSE 1 END);
  PERFORM add_to_order_count(greatest(OLD.status, NEW.status), CASE WHEN OLD.status < NEW.status THEN 1 ELSE -1 END);
  IF NEW.status = 'cancelled' THEN
    FOR line IN
      SELECT product_name, sum(quantity)::integer AS units FROM order_lines WHERE order_id = OLD.id GROUP BY 1 ORDER BY 1
    LOOP
      -- A day that has left the ranking has no row, and gets none.
      UPDATE product_days SET units = units - line.units
      WHERE day = utc_day(OLD.placed_at) AND product_name = line.product_name;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "orders_keep_status" AFTER UPDATE OF "status" ON "orders" FOR EACH ROW
WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION "keep_order_status"();--> statement-breakpoint

CREATE FUNCTION "keep_refund"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refund refunds := coalesce(NEW, OLD);
  cents integer := coalesce(NEW.amount_cents, 0) - coalesce(OLD.amount_cents, 0);
BEGIN
  IF cents <> 0 THEN
    PERFORM add_to_order_day(utc_day(o.placed_at), 0, -cents, 0) FROM orders o
    WHERE o.id = refund.order_id AND o.payment_intent_id = refund.payment_intent_id AND o.status <> 'cancelled';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "refunds_keep" AFTER INSERT OR UPDATE OF "amount_cents" OR DELETE ON "refunds"
FOR EACH ROW EXECUTE FUNCTION "keep_refund"();--> statement-breakpoint

CREATE FUNCTION "keep_product_units"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO product_units AS kept
  VALUES (coalesce(NEW.product_name, OLD.product_name), coalesce(NEW.units, 0) - coalesce(OLD.units, 0))
  ON CONFLICT (product_name) DO UPDATE SET units = kept.units + excluded.units;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "product_days_keep" AFTER INSERT OR UPDATE OR DELETE ON "product_days"
FOR EACH ROW EXECUTE FUNCTION "keep_product_units"();--> statement-breakpoint

CREATE FUNCTION "keep_completed_stage"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO stage_days AS kept
  VALUES (utc_day(NEW.finished_at), NEW.stage, duration_bucket(NEW.finished_at - NEW.started_at), 1, greatest(NEW.attempts - 1, 0))
  ON CONFLICT (day, stage, bucket) DO UPDATE SET runs = kept.runs + 1, retries = kept.retries + excluded.retries;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "order_stages_keep_completed" AFTER UPDATE ON "order_stages" DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.status = 'complete' AND OLD.status <> 'complete' AND NEW.finished_at IS NOT NULL)
EXECUTE FUNCTION "keep_completed_stage"();--> statement-breakpoint

CREATE FUNCTION "keep_shipment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO shipping_days AS kept
  SELECT utc_day(NEW.at), duration_bucket(NEW.at - o.placed_at), 1 FROM orders o WHERE o.id = NEW.order_id
  ON CONFLICT (day, bucket) DO UPDATE SET orders = kept.orders + 1;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER "order_events_keep_shipment" AFTER INSERT ON "order_events" DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.kind = 'shipped') EXECUTE FUNCTION "keep_shipment"();--> statement-breakpoint

CREATE FUNCTION "drop_product_days_before"(first date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  old record;
BEGIN
  FOR old IN SELECT DISTINCT product_name FROM product_days WHERE day < first ORDER BY 1 LOOP
    DELETE FROM product_days WHERE product_name = old.product_name AND day < first;
  END LOOP;
END $$;--> statement-breakpoint

-- Counts everything anew: for the orders that are there already, after a mass load, and after a repair by hand.
CREATE FUNCTION "rebuild_figures"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE orders, refunds, order_stages, order_events IN SHARE ROW EXCLUSIVE MODE;
  TRUNCATE order_counts, order_days, product_days, product_units, stage_days, shipping_days;
  INSERT INTO order_counts SELECT * FROM counted_orders;
  INSERT INTO order_days SELECT * FROM counted_order_days;
  INSERT INTO product_days SELECT * FROM counted_product_days WHERE day > utc_day(now()) - 30 ORDER BY product_name;
  INSERT INTO stage_days SELECT * FROM counted_stage_days;
  INSERT INTO shipping_days SELECT * FROM counted_shipping_days;
END $$;--> statement-breakpoint
SELECT rebuild_figures();

-- Sets the variants' units aside for a checkout, in the order given, all or none: the first that has too few units left
-- ends the statement with SW001 and is named in the error's detail.
CREATE FUNCTION "hold_stock"(for_order text, ids text[], quantities integer[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  FOR place IN 1 .. cardinality(ids) LOOP
    UPDATE variants SET held = held + quantities[place]
    WHERE id = ids[place] AND stock - held >= quantities[place];
    IF NOT FOUND THEN
      RAISE EXCEPTION 'sold out' USING ERRCODE = 'SW001', DETAIL = ids[place];
    END IF;
    INSERT INTO stock_holds (order_id, variant_id, quantity) VALUES (for_order, ids[place], quantities[place]);
  END LOOP;
END $$;

/**
 * Rows as the text of one JSON parameter, for `jsonb_to_recordset`: a statement then takes any number of them. What a
 * database cannot keep in a text, NUL and halves of characters, becomes the replacement character.
 */
export function jsonRecords(rows: readonly object[]): string {
  return JSON.stringify(rows).replace(/\\u(?:0000|d[89a-f][0-9a-f]{2})/g, "\\ufffd")
}

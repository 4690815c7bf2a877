/** One realtime message. A hint that is kept nowhere: whoever was not listening asks the database. */
export interface RealtimeMessage {
  channel: string
  topic: string
  data: unknown
  runId?: string
  /** ISO 8601 */
  createdAt: string
}

import { GraphQLError } from "graphql"

export function isoOf(time: Date | null): string | null {
  return time?.toISOString() ?? null
}

/** Reads a Time argument. @throws GraphQLError in words when it is none */
export function readTime(value: string, name: string): Date
export function readTime(value: string | null | undefined, name: string): Date | null
export function readTime(value: string | null | undefined, name: string): Date | null {
  if (value === null || value === undefined) return null
  const time = new Date(value)
  if (Number.isNaN(time.getTime()))
    throw new GraphQLError(`"${name}" is a time, like 2026-11-23T08:00:00Z, and "${value}" is none.`)
  return time
}

import { GraphQLError } from "graphql"
import { sqlState } from "../sql"

/** Lets through what an error says to whoever asked; what the database says is not for them. */
export async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && sqlState(error) === undefined) throw new GraphQLError(error.message)
    throw error
  }
}

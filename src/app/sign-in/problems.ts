/** What the sign-in page says, by the code in its address: ours, and those of the sign-in service. */
export const SIGN_IN_PROBLEMS: Readonly<Record<string, string>> = {
  address: "That is not an e-mail address. Check it and try again.",
  "too-many": "Too many tries. Wait a minute and try again.",
  mail: "The mail could not be sent. Try again in a moment.",
  google: "Google does not answer right now. Use a mailed link instead.",
  INVALID_TOKEN: "This link has been used or is older than ten minutes. Ask for a new one.",
  unable_to_create_user: "This account is not on the list of people who may open the desk.",
  other: "Signing in did not work. Try again, or use another way.",
}

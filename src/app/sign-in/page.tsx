import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { SignInPanel } from "@/components/admin/sign-in-panel"
import { Band } from "@/components/ui/band"
import { PageHeading } from "@/components/ui/page-heading"
import { demoSignInAllowed } from "@/http/admission"
import { currentOperator } from "@/http/desk"
import { nextPath } from "@/http/next-path"
import { getShop } from "@/wiring"
import { SIGN_IN_PROBLEMS } from "./problems"

export const metadata: Metadata = { title: "Sign in", robots: { index: false } }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams
  const next = nextPath(typeof query.next === "string" ? query.next : undefined)
  if (await currentOperator()) redirect(next)
  const { config } = await getShop()
  return (
    <Band labelledBy="sign-in" padded>
      <PageHeading id="sign-in" title="Sign in" lead="For the people who pack, ship and hand out codes." />
      <SignInPanel
        next={next}
        demo={demoSignInAllowed(config)}
        google={Boolean(config.GOOGLE_CLIENT_ID && config.GOOGLE_CLIENT_SECRET)}
        mail={config.world.mail === "outbox" ? "outbox" : "sent"}
        sent={query.sent === "1"}
        problem={
          typeof query.error === "string"
            ? (SIGN_IN_PROBLEMS[query.error] ?? SIGN_IN_PROBLEMS.other)
            : undefined
        }
      />
    </Band>
  )
}

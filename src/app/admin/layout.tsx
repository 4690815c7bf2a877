import type { ReactNode } from "react"
import { DeskFrame } from "@/components/admin/desk-frame"
import { currentOperator } from "@/http/desk"
import { getShop } from "@/wiring"
import "./desk.css"

/** Only dresses the page: each page guards itself, as a layout is not asked again for every page. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const operator = await currentOperator()
  if (!operator) return children
  return (
    <DeskFrame
      name={operator.name}
      role={operator.role}
      without={(await getShop()).workflow.engine ? [] : ["/engine"]}
      signOutAction={operator.sessionId ? "/sign-in/out" : null}
    >
      {children}
    </DeskFrame>
  )
}

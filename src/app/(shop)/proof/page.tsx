import type { Metadata } from "next"
import { connection } from "next/server"
import { ProofView } from "@/components/proof/proof-view"
import { getProof } from "@/store/proof/get-proof"
import { contextFor } from "@/wiring"

export const metadata: Metadata = {
  title: "Proof",
  description:
    "Every piece this store has ever had, and where it went. Checked every hour; check it yourself.",
}

export default async function ProofPage() {
  await connection()
  return <ProofView proof={await getProof(await contextFor({ kind: "system", id: "proof" }))} />
}

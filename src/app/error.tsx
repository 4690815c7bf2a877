"use client"

import { ErrorView } from "@/components/storefront/error-view"
import { Button } from "@/components/ui/button"

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <ErrorView
      {...(error.digest ? { requestId: error.digest } : {})}
      retry={
        <Button type="button" onClick={reset}>
          Try again
        </Button>
      }
    />
  )
}

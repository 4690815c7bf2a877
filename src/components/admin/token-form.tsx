"use client"

import type { DailyLimits, Scope } from "@/store/access/api-token"
import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Checkbox, Input, Select } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Stack } from "./stack"
import styles from "./token-form.module.css"

interface TokenFormProps {
  action: FormAction<{ token: string }>
  scopes: readonly Scope[]
  limits: DailyLimits
}

/** Makes a token and shows it, this once. */
export function TokenForm({ action, scopes, limits }: TokenFormProps) {
  const { outcome, form } = useFormAction(action)
  const made = outcome.status === "done" ? outcome.data : undefined
  return (
    <form {...form} aria-label="New token">
      <Stack>
        <OutcomeNotice outcome={outcome} />
        {made && (
          <output className={styles.token} aria-label="The new token">
            {made.token}
          </output>
        )}
        <Stack columns="even">
          <Input label="Name" name="name" required maxLength={80} placeholder="Which agent will use it" />
          <Select label="Works for" name="expiresInDays" defaultValue="90">
            <option value="7">a week</option>
            <option value="30">30 days</option>
            <option value="90">90 days</option>
            <option value="365">a year</option>
            <option value="">ever</option>
          </Select>
        </Stack>
        <fieldset className={styles.scopes}>
          <legend className={styles.legend}>What it may do</legend>
          {scopes.map((scope) => (
            <Checkbox
              key={scope}
              name="scopes[]"
              value={scope}
              label={<code>{scope}</code>}
              defaultChecked={scope.endsWith(":read")}
            />
          ))}
        </fieldset>
        <fieldset className={styles.limits}>
          <legend className={styles.legend}>At most, in a day, without an admin's approval</legend>
          <Input label="Orders" name="ordersPerDay" inputMode="numeric" defaultValue={limits.orders ?? ""} />
          <Input
            label="Worth of codes, in dollars"
            name="compDollarsPerDay"
            inputMode="numeric"
            defaultValue={limits.compCents === null ? "" : limits.compCents / 100}
          />
          <Input
            label="Units of stock changed"
            name="stockUnitsPerDay"
            inputMode="numeric"
            defaultValue={limits.stockUnits ?? ""}
            hint="Empty: no limit."
          />
        </fieldset>
        <div>
          <DeskButton look="main">Make the token</DeskButton>
        </div>
      </Stack>
    </form>
  )
}

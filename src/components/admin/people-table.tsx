import { ROLES, type Role } from "@/store/people/role"
import { ActionForm, type FormAction } from "./action-form"
import { DataTable } from "./data-table"
import { DeskButton } from "./desk-button"
import { Select } from "./input"

interface PeopleTableProps {
  people: readonly { readonly email: string; readonly role: Role; readonly self: boolean }[]
  setRole: FormAction
}

export function PeopleTable({ people, setRole }: PeopleTableProps) {
  return (
    <DataTable
      caption="People on the allow-list"
      rows={people}
      rowKey={({ email }) => email}
      empty="The allow-list is empty: set ADMIN_EMAIL_ALLOWLIST."
      columns={[
        { label: "Person", cell: ({ email, self }) => (self ? `${email} (you)` : email) },
        {
          label: "Role",
          cell: ({ email, role, self }) =>
            self ? (
              role
            ) : (
              <ActionForm action={setRole} inline label={`Role of ${email}`}>
                <input type="hidden" name="email" value={email} />
                <Select label="Role" name="role" defaultValue={role} key={role}>
                  {ROLES.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </Select>
                <DeskButton>Change</DeskButton>
              </ActionForm>
            ),
        },
      ]}
    />
  )
}

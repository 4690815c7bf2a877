import { can, PERMISSIONS, type Permission, ROLE_WORDS, ROLES } from "@/store/people/role"
import { DataTable } from "./data-table"

/** What each role may do, from the very list that the guards read. */
export function RoleTable() {
  return (
    <DataTable
      caption="Roles"
      rows={ROLES}
      rowKey={(role) => role}
      columns={[
        { label: "Role", cell: (role) => role },
        { label: "In short", cell: (role) => ROLE_WORDS[role] },
        {
          label: "May",
          kind: "facts",
          cell: (role) =>
            (Object.keys(PERMISSIONS) as Permission[]).filter((name) => can(role, name)).join(", "),
        },
      ]}
    />
  )
}

"use client"

import { type ChangeEvent, useState } from "react"
import { CATEGORIES, COVERS, type Product } from "@/store/catalog/product"
import { ProductCard } from "../storefront/product-card"
import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Checkbox, Input, Select, TextArea } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Panel } from "./panel"
import styles from "./product-form.module.css"
import { Stack } from "./stack"
import { Toolbar } from "./toolbar"
import { VariantGrid } from "./variant-grid"

export interface ProductFormValues {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly type: string
  readonly sku: string
  readonly category: string
  readonly cover: string
  readonly priceDollars: string
  readonly tagline: string
  readonly blurb: string
  readonly description: string
  readonly fabric: string
  readonly fit: string
  readonly cornerTag: string
  readonly colorsText: string
  readonly sizesText: string
  readonly variantsText: string
  readonly tagsText: string
  readonly hsCode: string
  readonly originCountry: string
  readonly weightGrams: string
  readonly image: string
  readonly featured: boolean
}

interface ProductFormProps {
  values: ProductFormValues
  /** The version that the form was filled from; null for a new product. */
  seenAt: string | null
  preview: FormAction<Product>
  save: FormAction<Product>
}

/** Everything about a product but its stock, which moves through the ledger only. */
export function ProductForm({ values, seenAt, preview, save }: ProductFormProps) {
  const saved = useFormAction(save)
  const previewed = useFormAction(preview)
  const { colorsText, sizesText, variantsText } = values
  const [texts, setTexts] = useState({ colorsText, sizesText, variantsText })
  /** A text form that the grid reads or writes. */
  const text = (name: keyof typeof texts) => ({
    name,
    value: texts[name],
    spellCheck: false,
    onChange: ({ currentTarget }: ChangeEvent<HTMLTextAreaElement>) =>
      setTexts({ ...texts, [name]: currentTarget.value }),
  })
  const shown = previewed.outcome.status === "done" ? previewed.outcome.data : undefined
  return (
    <form
      {...saved.form}
      onSubmit={(event) => {
        const { submitter } = event.nativeEvent as SubmitEvent
        const which = submitter?.dataset.intent === "preview" ? previewed : saved
        which.form.onSubmit(event)
      }}
      aria-label="Product"
    >
      {seenAt && <input type="hidden" name="seenAt" value={seenAt} />}
      {seenAt && <input type="hidden" name="id" value={values.id} />}
      <Stack columns="wide">
        <Stack>
          <Panel title="What shoppers read">
            <Input label="Name" name="name" required maxLength={120} defaultValue={values.name} />
            <div className={styles.row}>
              <Input label="Type" name="type" required maxLength={60} defaultValue={values.type} />
              <Input
                label="Price in dollars"
                name="priceDollars"
                required
                inputMode="decimal"
                defaultValue={values.priceDollars}
              />
              <Input label="Corner tag" name="cornerTag" maxLength={24} defaultValue={values.cornerTag} />
            </div>
            <Input label="Tagline" name="tagline" maxLength={160} defaultValue={values.tagline} />
            <TextArea label="Blurb" name="blurb" rows={2} maxLength={300} defaultValue={values.blurb} />
            <TextArea
              label="Description"
              name="description"
              rows={5}
              maxLength={5_000}
              defaultValue={values.description}
            />
            <div className={styles.row}>
              <TextArea label="Fabric" name="fabric" rows={2} maxLength={500} defaultValue={values.fabric} />
              <TextArea label="Fit" name="fit" rows={2} maxLength={500} defaultValue={values.fit} />
            </div>
          </Panel>
          <Panel title="Colours, sizes, variants">
            <div className={styles.row}>
              <TextArea
                label="Colours"
                {...text("colorsText")}
                rows={4}
                hint="One a line: grey #B8B5AE Heather Grey"
              />
              <TextArea label="Sizes" {...text("sizesText")} rows={4} hint="S, M, L. Empty: one size." />
            </div>
            <VariantGrid {...texts} onChange={(changed) => setTexts({ ...texts, variantsText: changed })} />
            <TextArea
              label="Variants"
              {...text("variantsText")}
              rows={8}
              hint={
                seenAt
                  ? "One a line: id | size | colour. Lines taken out leave the shelf. Stock stays as it is; change it under Inventory."
                  : "One a line with its opening stock: grey / M: 24. Empty: every size in every colour, without stock."
              }
            />
          </Panel>
        </Stack>
        <Stack>
          <Panel title="Where it belongs">
            <Input label="Sku" name="sku" required maxLength={64} defaultValue={values.sku} />
            {seenAt ? null : (
              <Input
                label="Id"
                name="id"
                pattern="[a-z0-9_\-]{1,128}"
                defaultValue=""
                hint="Empty: made from the name."
              />
            )}
            <Input
              label="Slug"
              name="slug"
              defaultValue={values.slug}
              hint={seenAt ? "Changing it breaks old links." : "Empty: made from the name."}
            />
            <Select label="Category" name="category" defaultValue={values.category}>
              {CATEGORIES.map((category) => (
                <option key={category}>{category}</option>
              ))}
            </Select>
            <Select label="Cover" name="cover" defaultValue={values.cover}>
              {COVERS.map((cover) => (
                <option key={cover}>{cover}</option>
              ))}
            </Select>
            <Input label="Tags" name="tagsText" defaultValue={values.tagsText} placeholder="new, cotton" />
            <Checkbox label="Featured" name="featured" defaultChecked={values.featured} />
          </Panel>
          <Panel title="Customs">
            <div className={styles.row}>
              <Input
                label="HS code"
                name="hsCode"
                maxLength={14}
                pattern="\d{4}\.?\d{2}(\.?\d{2}){0,2}"
                placeholder="6109.10"
                defaultValue={values.hsCode}
              />
              <Input
                label="Made in"
                name="originCountry"
                maxLength={2}
                pattern="[A-Za-z]{2}"
                autoCapitalize="characters"
                placeholder="US"
                defaultValue={values.originCountry}
              />
              <Input
                label="Grams a piece"
                name="weightGrams"
                inputMode="numeric"
                pattern="[0-9]{1,5}"
                defaultValue={values.weightGrams}
              />
            </div>
          </Panel>
          <Panel title="Picture">
            <Input
              label="Upload"
              name="picture"
              type="file"
              accept="image/png,image/jpeg,image/webp"
              hint="PNG, JPEG or WebP, at most 4 MiB."
            />
            <Input
              label="Or where it is"
              name="image"
              defaultValue={values.image}
              hint="A path under /products/, or an https address."
            />
          </Panel>
        </Stack>
      </Stack>
      <div className={styles.foot}>
        <Toolbar>
          <DeskButton look="main">Save</DeskButton>
          <DeskButton formAction={previewed.form.action} data-intent="preview">
            Preview
          </DeskButton>
        </Toolbar>
        <OutcomeNotice outcome={saved.outcome} />
        {saved.outcome.status !== "done" && <OutcomeNotice outcome={previewed.outcome} />}
      </div>
      {shown && (
        <div className={styles.preview}>
          <ProductCard product={shown} />
        </div>
      )}
    </form>
  )
}

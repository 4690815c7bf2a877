import { Body } from "@react-email/body"
import { Button } from "@react-email/button"
import { Column } from "@react-email/column"
import { Container } from "@react-email/container"
import { Head } from "@react-email/head"
import { Heading } from "@react-email/heading"
import { Html } from "@react-email/html"
import { Preview } from "@react-email/preview"
import { Row } from "@react-email/row"
import { Section } from "@react-email/section"
import { Text } from "@react-email/text"
import type { LetterContent, LetterPart } from "./letter-content"
import { DARK_SHEET, STYLE } from "./letter-style"

/** The letter as a page that mail programs agree on: tables, styles in the elements, no pictures, nothing loaded. */
export function LetterPage({ subject, preview, heading, parts, action, footer }: LetterContent) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="viewport" content="width=device-width" />
        <title>{subject}</title>
        <style>{DARK_SHEET}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body className="page" style={STYLE.page}>
        <Container className="card" style={STYLE.card}>
          <Text className="muted" style={STYLE.wordmark}>
            Inngest / Swag Store
          </Text>
          <Heading as="h1" className="ink" style={STYLE.heading}>
            {heading}
          </Heading>
          {parts.map((part) => (
            <Part key={JSON.stringify(part)} part={part} />
          ))}
          <Button className="button" href={action.url} style={STYLE.button}>
            {action.label} →
          </Button>
        </Container>
        <Text className="muted" style={STYLE.footer}>
          {footer}
        </Text>
      </Body>
    </Html>
  )
}

function Part({ part }: { part: LetterPart }) {
  switch (part.type) {
    case "paragraph":
      return (
        <Text className="ink" style={STYLE.text}>
          {part.text}
        </Text>
      )
    case "items":
      return (
        <Section className="rule" style={STYLE.table}>
          {part.items.map(({ label, amount }) => (
            <Row key={label}>
              <Column className="ink rule" style={STYLE.cell}>
                {label}
              </Column>
              {amount && (
                <Column className="ink rule" style={STYLE.amount}>
                  {amount}
                </Column>
              )}
            </Row>
          ))}
        </Section>
      )
    case "sums":
      return (
        <Section style={STYLE.block}>
          {part.sums.map(({ label, amount }) => (
            <Row key={label}>
              <Column className="ink" style={STYLE.sumLabel}>
                {label === "Total" ? <strong>{label}</strong> : label}
              </Column>
              <Column className="ink" style={STYLE.sumAmount}>
                {label === "Total" ? <strong>{amount}</strong> : amount}
              </Column>
            </Row>
          ))}
        </Section>
      )
    case "note":
      return (
        <Section style={STYLE.block}>
          <Text className="muted" style={STYLE.label}>
            {part.label}
          </Text>
          {part.lines.map((line) => (
            <Text key={line} className="ink" style={{ ...STYLE.text, margin: 0 }}>
              {line}
            </Text>
          ))}
        </Section>
      )
    case "stages":
      return (
        <Section style={STYLE.block}>
          {part.stages.map(({ name, done }) => (
            <Text key={name} className={done ? "ink" : "muted"} style={STYLE.mono}>
              {done ? "✓" : "○"} {name}
            </Text>
          ))}
        </Section>
      )
  }
}

import type { RenderedPage } from "./rendered-page"

export interface PageMemory {
  get(path: string): RenderedPage | undefined
  set(path: string, page: RenderedPage): void
  delete(path: string): void
}

/** Pages by path, as many as fit into so many bytes; those not asked for the longest make room. */
export function createPageMemory(maxBytes: number): PageMemory {
  const pages = new Map<string, RenderedPage>()
  let bytes = 0
  const remove = (path: string) => {
    bytes -= pages.get(path)?.bytes ?? 0
    pages.delete(path)
  }
  return {
    get(path) {
      const page = pages.get(path)
      if (page) {
        pages.delete(path)
        pages.set(path, page)
      }
      return page
    },
    set(path, page) {
      remove(path)
      pages.set(path, page)
      bytes += page.bytes
      for (const oldest of pages.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    delete: remove,
  }
}

import HeapModule

/// Several sorted collections walked through as if they were one.
struct MergedChunks<Element: Comparable & Sendable>: Sequence, IteratorProtocol {
  /// The next element of one of them.
  private struct Head: Comparable {
    let element: Element
    let source: Int

    static func < (left: Head, right: Head) -> Bool { (left.element, left.source) < (right.element, right.source) }
  }

  private var rest: [SortedElements<Element>]
  private var heads: Heap<Head>

  /// - Parameter last: only what stands behind it; all for nil.
  init(_ sources: [SortedChunks<Element>], behind last: Element?) {
    var rest = sources.map { $0.elements(behind: last) }
    var heads: [Head] = []
    for source in rest.indices { if let element = rest[source].next() { heads.append(Head(element: element, source: source)) } }
    self.rest = rest
    self.heads = Heap(heads)
  }

  mutating func next() -> Element? {
    guard let first = heads.min else { return nil }
    if let element = rest[first.source].next() {
      heads.replaceMin(with: Head(element: element, source: first.source))
    } else {
      heads.removeMin()
    }
    return first.element
  }
}

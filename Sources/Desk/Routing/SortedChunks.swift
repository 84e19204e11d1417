/// Elements in order, in chunks: to put one in or take one out moves those of its chunk alone, and how many stand before one is known without counting them.
///
/// Equal ones may stand in it more than once. No chunk is ever empty, and two that have become small are joined.
struct SortedChunks<Element: Comparable & Sendable>: Sendable {
  /// The longest a chunk may get; at least 2.
  let most: Int
  private(set) var chunks: [[Element]] = []
  private(set) var count = 0
  /// How many elements stand before each chunk.
  private var starts: [Int] = []

  init(most: Int = 512) { self.most = most }

  init(_ elements: some Sequence<Element>) {
    self.init()
    for element in elements { insert(element) }
  }

  var isEmpty: Bool { count == 0 }
  var first: Element? { chunks.first?.first }

  /// How many elements stand before this one, which needn't be in it.
  func rank(of element: Element) -> Int {
    let (chunk, offset) = place { !($0 < element) }
    return chunk < chunks.count ? starts[chunk] + offset : count
  }

  mutating func insert(_ element: Element) {
    var (chunk, offset) = place { !($0 < element) }
    if chunk == chunks.count {
      // Behind all others. A last chunk that is full stays so: what comes in order leaves no gaps.
      if let last = chunks.indices.last, chunks[last].count < most {
        (chunk, offset) = (last, chunks[last].count)
      } else {
        chunks.append([])
        starts.append(count)
      }
    } else if chunks[chunk].count == most {
      let half = most / 2
      split(chunk, at: half)
      if offset > half { (chunk, offset) = (chunk + 1, offset - half) }
    }
    chunks[chunk].insert(element, at: offset)
    count += 1
    shift(behind: chunk, by: 1)
  }

  /// Takes out one that is equal to this one. - Returns: whether there was one.
  @discardableResult
  mutating func remove(_ element: Element) -> Bool {
    let (chunk, offset) = place { !($0 < element) }
    guard chunk < chunks.count, !(element < chunks[chunk][offset]) else { return false }
    chunks[chunk].remove(at: offset)
    count -= 1
    shift(behind: chunk, by: -1)
    if chunks[chunk].isEmpty {
      chunks.remove(at: chunk)
      starts.remove(at: chunk)
    } else if !join(chunk), chunk > 0 {
      join(chunk - 1)
    }
    return true
  }

  /// From the first element behind this one on, which needn't be in it; all of them for nil.
  func elements(behind last: Element?) -> SortedElements<Element> {
    guard let last else { return SortedElements(chunks: chunks, chunk: 0, offset: 0) }
    let (chunk, offset) = place { last < $0 }
    return SortedElements(chunks: chunks, chunk: chunk, offset: offset)
  }

  // MARK: chunks

  /// Where the first element stands of which this is true, as of all behind it; behind the last chunk when it is true of none.
  private func place(where isTrue: (Element) -> Bool) -> (chunk: Int, offset: Int) {
    let chunk = chunks.place { isTrue($0[$0.count - 1]) }
    return (chunk, chunk < chunks.count ? chunks[chunk].place(where: isTrue) : 0)
  }

  private mutating func shift(behind chunk: Int, by change: Int) {
    for later in starts.indices.dropFirst(chunk + 1) { starts[later] += change }
  }

  private mutating func split(_ chunk: Int, at half: Int) {
    let upper = Array(chunks[chunk][half...])
    chunks[chunk].removeSubrange(half...)
    chunks.insert(upper, at: chunk + 1)
    starts.insert(starts[chunk] + half, at: chunk + 1)
  }

  /// Joins a chunk and the next one. - Returns: false when there is none, or both are too long together.
  @discardableResult
  private mutating func join(_ chunk: Int) -> Bool {
    guard chunk + 1 < chunks.count, chunks[chunk].count + chunks[chunk + 1].count <= most / 2 else { return false }
    let next = chunks.remove(at: chunk + 1)
    starts.remove(at: chunk + 1)
    chunks[chunk] += next
    return true
  }
}

/// A walk through what stands in sorted chunks, in order.
struct SortedElements<Element: Comparable & Sendable>: Sequence, IteratorProtocol, Sendable {
  fileprivate let chunks: [[Element]]
  fileprivate var chunk: Int
  fileprivate var offset: Int

  mutating func next() -> Element? {
    guard chunk < chunks.count else { return nil }
    let element = chunks[chunk][offset]
    offset += 1
    if offset == chunks[chunk].count { (chunk, offset) = (chunk + 1, 0) }
    return element
  }
}

extension Array {
  /// The index of the first element of which this is true, as of all behind it; the count when it is true of none.
  fileprivate func place(where isTrue: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isTrue(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

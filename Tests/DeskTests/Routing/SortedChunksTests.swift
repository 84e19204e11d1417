import Testing

@testable import Desk

/// From seeds, beside a plain sorted array.
@Suite("Sorted chunks")
struct SortedChunksTests {
  private static let seeds = (UInt64(0)..<30).map { FaultCounts.seed &+ $0 }

  /// The same elements twice: in chunks, and the plain way.
  private struct Pair {
    var chunks: SortedChunks<Int>
    var plain: [Int] = []

    mutating func insert(_ number: Int) {
      chunks.insert(number)
      plain.insert(number, at: plain.firstIndex { $0 >= number } ?? plain.count)
    }

    mutating func remove(_ number: Int) {
      let wasThere = chunks.remove(number)
      let index = plain.firstIndex(of: number)
      #expect(wasThere == (index != nil))
      if let index { plain.remove(at: index) }
    }

    func check(_ probe: Int) {
      #expect(Array(chunks.elements(behind: nil)) == plain)
      #expect(chunks.count == plain.count && chunks.isEmpty == plain.isEmpty && chunks.first == plain.first)
      let (rank, behind) = (chunks.rank(of: probe), Array(chunks.elements(behind: probe)))
      #expect(rank == plain.count { $0 < probe })
      #expect(behind == plain.filter { $0 > probe })
      let sizes = chunks.chunks.map(\.count)
      #expect(sizes.allSatisfy { (1...chunks.most).contains($0) })
      let isDense = zip(sizes, sizes.dropFirst()).allSatisfy { $0 + $1 > chunks.most / 2 }
      #expect(isDense, "few in many chunks: \(sizes)")
    }
  }

  @Test(arguments: seeds)
  func `whatever comes and goes, they are what a sorted array is`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var pair = Pair(chunks: SortedChunks(most: 2 + chance.number(below: 9)))
    for round in 0..<600 {
      let number = chance.number(below: 150)
      // They become many, then few again.
      let comes = chance.number(below: 5) < (round / 150 % 2 == 0 ? 4 : 1)
      if comes { pair.insert(number) } else { pair.remove(pair.plain.isEmpty ? number : pair.plain[number % pair.plain.count]) }
      pair.check(chance.number(below: 152) - 1)
      pair.remove(-1)
    }
    while let first = pair.plain.first { pair.remove(first) }
    pair.check(0)
    #expect(pair.chunks.chunks.isEmpty)
  }

  @Test func `what comes in order fills every chunk, from behind every chunk by half at least`() {
    let ascending = SortedChunks(0..<2_000)
    #expect(ascending.chunks.map(\.count) == [512, 512, 512, 464])
    let descending = SortedChunks((0..<2_000).reversed())
    #expect(descending.chunks.dropFirst().allSatisfy { $0.count >= 256 })
    #expect(descending.rank(of: 1_999) == 1_999 && ascending.rank(of: 2_000) == 2_000)
    #expect(Array(descending.elements(behind: nil)) == Array(0..<2_000))
  }

  @Test(arguments: seeds)
  func `several are walked through as one`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var plain: [Int] = []
    var sources: [SortedChunks<Int>] = []
    for _ in 0..<chance.number(below: 6) {
      var one = SortedChunks<Int>(most: 4)
      for _ in 0..<chance.number(below: 40) {
        let number = chance.number(below: 100)
        one.insert(number)
        plain.append(number)
      }
      sources.append(one)
    }
    let probe = chance.number(below: 100)
    let (all, behind) = (Array(MergedChunks(sources, behind: nil)), Array(MergedChunks(sources, behind: probe)))
    #expect(all == plain.sorted())
    #expect(behind == plain.sorted().filter { $0 > probe })
  }
}

import Foundation
import Ledger
import LedgerSQLite
import Testing

@Suite("A torn write-ahead log")
struct TornLogTests {
  private enum Damage: CaseIterable {
    case cut, flipped, zeroed, garbage, garbageBehind
  }

  @Test("cut, flipped, zeroed and overwritten anywhere: a prefix of whole signals, and everything before the damage")
  func prefixes() async throws {
    let torn = try await TornLog()
    try #require(torn.marks.count > 20, "the log holds most of the signals")
    var chance = Chance(seed: FaultCounts.seed)
    var (lost, kept) = (0, 0)
    for round in 1...FaultCounts.cuts {
      let damage = Damage.allCases[chance.number(below: Damage.allCases.count)]
      let at = damage == .garbageBehind ? torn.log.count : chance.number(below: torn.log.count)
      let log = harm(torn.log, damage, at, &chance)
      let index: Data? = [nil, torn.index, Data(chance.bytes(32_768))][chance.number(below: 3)]
      let about: Comment =
        "round \(round) of seed \(FaultCounts.seed): \(damage) at \(at) of \(torn.log.count), index \(index.map { "\($0.count)" } ?? "missing")"
      let ledger = try #require(try torn.open(file: torn.file, log: log, index: index, about), about)
      let held = try await torn.prefix(in: ledger, about)
      // What was acknowledged when the log ended before the damage is there, all of it.
      let durable = torn.marks.lastIndex { $0.logBytes <= at }.map { $0 + 1 } ?? 0
      #expect(held >= durable, about)
      (lost, kept) = (lost + torn.marks.count - held, kept + held)
      try ledger.close()
    }
    #expect(lost > 0 && kept > 0, "the damage has to reach some signals and leave others")
    print("torn logs: \(FaultCounts.cuts) of \(torn.log.count) bytes, \(kept) signals kept, \(lost) behind the damage")
  }

  @Test("a file into which only a part of the log was written yet: nothing is missing")
  func halfWrittenFile() async throws {
    let torn = try await TornLog()
    var chance = Chance(seed: FaultCounts.seed)
    let page = 4_096
    for round in 1...max(4, FaultCounts.cuts / 10) {
      var file = torn.file
      for start in stride(from: 0, to: torn.fileAfter.count, by: page) where chance.number(below: 2) == 0 {
        let piece = torn.fileAfter[start..<min(start + page, torn.fileAfter.count)]
        if file.count < start { file.append(Data(count: start - file.count)) }
        file.replaceSubrange(start..<min(start + page, file.count), with: piece)
      }
      let about: Comment = "round \(round) of seed \(FaultCounts.seed)"
      let ledger = try #require(try torn.open(file: file, log: torn.log, index: nil, about), about)
      #expect(try await torn.prefix(in: ledger, about) == torn.marks.count, about)
      try ledger.close()
    }
  }

  @Test("a damaged file is refused or told, never read as if it were whole")
  func damagedFile() async throws {
    let torn = try await TornLog()
    var chance = Chance(seed: FaultCounts.seed)
    var told = 0
    for _ in 1...max(4, FaultCounts.cuts / 10) {
      let path = temporaryFile("sqlite")
      var file = torn.fileAfter
      let start = chance.number(below: file.count - 600)
      file.replaceSubrange(start..<start + 600, with: chance.bytes(600))
      try file.write(to: URL(fileURLWithPath: path))
      do throws(LedgerError) {
        if try await !SQLiteVerify.report(on: path).isSound { told += 1 }
      } catch {
        #expect(!error.words.isEmpty)
        told += 1
      }
    }
    #expect(told > 0)
  }

  private func harm(_ log: Data, _ damage: Damage, _ at: Int, _ chance: inout Chance) -> Data {
    var log = log
    let end = min(log.count, at + 1 + chance.number(below: 5_000))
    switch damage {
    case .cut: log = log.prefix(at)
    case .flipped: log[at] ^= UInt8(1 << chance.number(below: 8))
    case .zeroed: log.replaceSubrange(at..<end, with: Data(count: end - at))
    case .garbage: log.replaceSubrange(at..<end, with: chance.bytes(end - at))
    case .garbageBehind: log.append(contentsOf: chance.bytes(chance.number(below: 9_000)))
    }
    return log
  }
}

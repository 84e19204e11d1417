import Casework
import Playbook

/// A turn as a line of `turns.jsonl`: the stored texts cut into named members, byte for byte, so that they can be put together again.
enum ArchiveTurnLine {
  /// - Throws: `LedgerError.unreadable` when the stored text has another shape than ledgers write: it couldn't be given back as it is.
  static func text(of placed: PlacedTurn) throws(LedgerError) -> String {
    let turn = placed.turn
    let rows: [[String]]
    do { rows = try Self.rows(of: turn.events) } catch {
      throw .unreadable("case \(turn.caseID): the events from \(turn.sequence) on aren't a list of kind, form, step and body")
    }
    var sequence = turn.sequence
    var events: [String] = []
    for row in rows {
      events.append("{\"sequence\":\(sequence),\"kind\":\(row[0]),\"form\":\(row[1]),\"step\":\(row[2]),\"body\":\(row[3])}")
      sequence += 1
    }
    let text =
      "{\"case\":\(try StoredJSON.text(turn.caseID.text)),\"position\":\(placed.position),\"sequence\":\(turn.sequence),\"at\":\"\(turn.at.archiveText)\","
      + "\"signal\":\(turn.signal ?? "null"),\"events\":[\(events.joined(separator: ","))]}"
    guard !text.utf8.contains(UInt8(ascii: "\n")), (try? placedTurn(text)) == placed else {
      throw .unreadable("case \(turn.caseID): the turn at \(placed.position) isn't written as ledgers write it, and can't be archived byte for byte")
    }
    return text
  }

  /// - Throws: `Wrong`, in words.
  static func placedTurn(_ line: String) throws(Wrong) -> PlacedTurn {
    do {
      let tree = try JSONTree(Array(line.utf8))
      func part(_ key: String) throws -> Int {
        guard let node = tree.member(key, of: 0) else { throw Wrong("“\(key)” is missing") }
        return node
      }
      guard tree.nodes.first?.kind == .object else { throw Wrong("it isn't an object") }
      let time = try tree.text(try part("at"))
      guard let at = Instant(archiveText: time) else { throw Wrong("“at” isn't a time: \(time)") }
      let sequence = Int(try tree.integer(try part("sequence")))
      var events: [String] = []
      for event in try tree.elements(of: try part("events")) {
        var columns: [String] = []
        for key in ["kind", "form", "step", "body"] {
          guard let node = tree.member(key, of: event) else { throw Wrong("an event has no “\(key)”") }
          columns.append(tree.raw(node))
        }
        guard let place = tree.member("sequence", of: event), try tree.integer(place) == Int64(sequence + events.count) else {
          throw Wrong("the events aren't numbered on from \(sequence)")
        }
        events.append("[\(columns.joined(separator: ","))]")
      }
      let signal = try part("signal")
      return PlacedTurn(
        position: Int(try tree.integer(try part("position"))),
        turn: StoredTurn(
          caseID: CaseID(try tree.text(try part("case"))), sequence: sequence, count: events.count, at: at,
          signal: tree.nodes[signal].kind == .null ? nil : tree.raw(signal), events: "[\(events.joined(separator: ","))]"))
    } catch let wrong as Wrong { throw wrong } catch { throw Wrong("it isn't JSON of this form") }
  }

  /// What is wrong with a line.
  struct Wrong: Error {
    let words: String
    init(_ words: String) { self.words = words }
  }

  private static func rows(of events: String) throws -> [[String]] {
    let tree = try JSONTree(Array(events.utf8))
    return try tree.elements(of: 0).map { row in
      let columns = try tree.elements(of: row)
      guard columns.count == 4 else { throw JSONTree.Unfit() }
      return columns.map(tree.raw)
    }
  }
}

extension JSONTree {
  /// A part as it is written.
  fileprivate func raw(_ node: Int) -> String {
    let found = nodes[node]
    let isText = found.kind == .string || found.kind == .escapedString
    return String(decoding: bytes[(isText ? found.start - 1 : found.start)..<(isText ? found.end + 1 : found.end)], as: UTF8.self)
  }
}

public import Channels
import Synchronization

/// The platform's own memory: which errands it carried out, and which of its signals the desk acknowledged.
///
/// With a path it is an append-only file, one JSON object a line, one write a line. It belongs to the platform and not to the desk: what it says after the desk
/// was killed is the proof of what went out and of what the desk had promised to keep.
public final class SandboxJournal: Sendable {
  /// An errand that was carried out, once.
  public struct Carried: Hashable, Sendable {
    public let key: String
    public let subject: String
    /// The action, or the errand's kind.
    public let what: String
    public let report: ErrandReport
    /// How often it was handed over again afterwards.
    public let repeats: Int
  }

  /// The file of the journal can't be opened or written.
  public struct Unwritable: Error, Hashable, Sendable {
    public let reason: String
  }

  private struct Contents {
    var carried: [String: JournalLine] = [:]
    var order: [String] = []
    var repeats: [String: Int] = [:]
    var acknowledged: [String: String] = [:]

    mutating func take(_ line: JournalLine) {
      switch line.kind {
      case .carried:
        if carried.updateValue(line, forKey: line.name) == nil { order.append(line.name) }
      case .repeated: repeats[line.name, default: 0] += 1
      case .acknowledged: acknowledged[line.name] = line.caseID ?? ""
      }
    }
  }

  private let file: JournalFile?
  private let contents: Mutex<Contents>

  /// Forgets everything with the process.
  public init() {
    file = nil
    contents = Mutex(Contents())
  }

  /// Reads what the file says and goes on behind it; makes the file when there is none.
  public init(path: String) throws(Unwritable) {
    let opened = try JournalFile.open(path: path)
    var read = Contents()
    for line in opened.linesRead { read.take(line) }
    file = opened.file
    contents = Mutex(read)
  }

  /// Whether an errand with this key was carried out, now or before a restart.
  public func hasCarriedOut(_ key: String) -> Bool { contents.withLock { $0.carried[key] != nil } }

  /// Records that the errand was carried out, once. - Returns: the report, or for a repeat the one that was given the first time.
  public func carryOut(_ errand: Errand, report: ErrandReport) throws(Unwritable) -> ErrandReport {
    let result = contents.withLock { contents -> Result<ErrandReport, Unwritable> in
      let before = contents.carried[errand.key]
      let line = before.map { JournalLine(kind: .repeated, name: $0.name) } ?? JournalLine(errand, report: report)
      do throws(Unwritable) { try file?.append(line) } catch { return .failure(error) }
      contents.take(line)
      return .success(before?.report ?? report)
    }
    return try result.get()
  }

  /// Records that the desk has answered a signal of the platform. - Parameter caseID: the case it went to; nil when it was refused.
  public func acknowledge(_ signal: String, caseID: String?) throws(Unwritable) {
    let line = JournalLine(kind: .acknowledged, name: signal, caseID: caseID)
    let result = contents.withLock { contents -> Result<Void, Unwritable> in
      do throws(Unwritable) { try file?.append(line) } catch { return .failure(error) }
      contents.take(line)
      return .success(())
    }
    try result.get()
  }

  /// In the order in which they were carried out.
  public var carried: [Carried] {
    contents.withLock { contents in
      contents.order.compactMap { key in
        contents.carried[key].map {
          Carried(key: key, subject: $0.subject ?? "", what: $0.what ?? "", report: $0.report, repeats: contents.repeats[key] ?? 0)
        }
      }
    }
  }

  /// The signals that the desk has answered, with their cases; an empty case means that it was refused.
  public var acknowledged: [String: String] { contents.withLock { $0.acknowledged } }
}

import Casework
import Desk
import Foundation
import Ledger
import LedgerSQLite
import Playbook
import Web

/// A server of its own, on a scratch ledger with cases in it.
struct ServerProcess {
  let folder: String
  let address: String
  /// Of an agent: may open, read and write.
  let token: String
  private let process: Process

  /// A person looks at what the customer says: what a helpdesk's ticket is.
  private static let playbook = """
    ---
    id: after-sales
    locale: en
    ---
    # A customer complains

    ## Facts

    | id | labels | type | values |
    |---|---|---|---|
    | title | Title | text | |
    | description | Description | text | |
    | result | Result | choice | settled Settled; refused Refused |

    ## Procedure

    - Look at what the customer says
      - When: Settled
        - Conclude: Result=Settled
      - When: Refused
        - Conclude: Result=Refused
    """

  /// Makes the ledger and starts the server; ends it and deletes everything afterwards. - Parameter sources: the playbook that the cases run by; nil takes the small one.
  static func use<Answer>(in place: String, cases: Int, sources: [SourceText]? = nil, _ body: (ServerProcess) async throws -> Answer) async throws -> Answer {
    let folder = place + "/gendan-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let token = try await fill(folder + "/ledger.sqlite", cases: cases, sources ?? [SourceText(path: "after-sales.md", text: playbook)])
    let server = try start(folder, token: token)
    defer {
      server.process.terminate()
      server.process.waitUntilExit()
    }
    return try await body(server)
  }

  private static func fill(_ path: String, cases: Int, _ sources: [SourceText]) async throws -> String {
    // As the server would have it: what is personal in them is sealed.
    _ = try MasterKeys.makeIfNone(for: "sqlite:\(path)")
    let ledger = try Wiring.file("sqlite:\(path)", makesOne: true)
    let desk = Wiring.receivingDesk(ledger)
    let plan = try await desk.shelf.publish(sources, at: desk.clock.now()).plan
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...cases {
        if number > 512 { try await group.next() }
        let facts = plan.vocabulary.facts.filter { $0.type == .text }.prefix(2).map {
          FactReport(fact: $0.id, value: .text("Order \(number) arrived damaged: the parcel was open"), source: "platform")
        }
        let opening = Opening(playbook: plan.id, version: plan.version, subject: "O-\(number)", channel: .online, facts: facts)
        group.addTask { _ = try await desk.open(opening, id: SignalID("fill-\(number)"), sender: .platform) }
      }
      try await group.waitForAll()
    }
    await desk.close()
    let text = TokenText()
    let token = APIToken(id: text.id, name: "bench", role: .agent, createdAt: desk.clock.now(), createdBy: "bench")
    try await ledger.addToken(KeptToken(token: token, digest: text.digest), noting: [])
    try ledger.close()
    return text.text
  }

  private static func start(_ folder: String, token: String) throws -> ServerProcess {
    let process = Process()
    process.executableURL = Bundle.main.executableURL
    process.arguments = [
      "serve", "--port", "0", "--ledger", "sqlite:\(folder)/ledger.sqlite", "--set", "http.rate=1000000", "--set", "http.burst=1000000", "--set",
      "log.level=warning",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    var said = ""
    while true {
      let more = pipe.fileHandleForReading.availableData
      said += String(decoding: more, as: UTF8.self)
      if let found = said.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) {
        return ServerProcess(folder: folder, address: String(found.output), token: token, process: process)
      }
      guard !more.isEmpty else {
        process.waitUntilExit()
        throw Trouble(say("服务器没有起来：\(said)", "The server didn't start: \(said)"))
      }
    }
  }

  /// What the server holds now; 0 where the system doesn't say. Pages that it shares with others are counted in part, but for those of its program: it shares them
  /// with whoever measures it, and nobody else.
  func residentMebibytes() -> Double {
    // Such a file has no size: it is read until it ends.
    let file = FileHandle(forReadingAtPath: "/proc/\(process.processIdentifier)/smaps")
    let maps = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
    let program = process.executableURL?.resolvingSymlinksInPath().path ?? ""
    var (kibibytes, isOwn) = (0.0, false)
    for line in maps.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count >= 2, words[1].count == 4, words[0].contains("-") {
        isOwn = line.hasSuffix(program)
      } else if words.count == 3, words[0] == (isOwn ? "Rss:" : "Pss:") {
        kibibytes += Double(words[1]) ?? 0
      }
    }
    return kibibytes / 1_024
  }

  /// What only its start has needed is given back a few seconds later.
  static let settling = Duration.seconds(7)

  /// Waits until the server has read what it found at its start: it does nothing of its own for two seconds. - Throws: `Trouble` when it is still busy after five minutes.
  func settle() async throws {
    try await Task.sleep(for: Self.settling)
    var quiet = 0
    for _ in 0..<300 {
      let before = usedTicks()
      try await Task.sleep(for: .seconds(1))
      // Hundredths of a second of all its threads.
      quiet = usedTicks() - before < 5 ? quiet + 1 : 0
      if quiet == 2 { return }
    }
    throw Trouble(say("服务器五分钟了还在忙。", "The server is still busy after five minutes."))
  }

  private func usedTicks() -> Int {
    let file = FileHandle(forReadingAtPath: "/proc/\(process.processIdentifier)/stat")
    let text = String(decoding: (try? file?.readToEnd()) ?? Data(), as: UTF8.self)
    // Behind the program's name, which may hold anything: utime and stime are the 12th and 13th.
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }
}

import Casework
import Desk
import Foundation
import LedgerSQLite
import Playbook

/// A ledger full of cases that wait.
enum ReadyLedger {
  static let playbook = """
    ---
    id: bench-ready
    locale: en
    ---
    # A case that waits

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | shop | Shop | text | | order signal |
    | result | Result | choice | settled Settled; lapsed Lapsed | |

    ## Events

    | id | labels |
    |---|---|
    | called | Customer called |

    ## Procedure

    - Wait 30 days from now
      - When: Customer called
        - Conclude: Result=Settled
      - When: expired
        - Conclude: Result=Lapsed
    """

  /// Openings under way at once: the writer commits what waits together.
  private static let openings = 2_000

  static func make(cases: Int, path: String) async throws {
    let ledger = try SQLiteLedger(path: path)
    let desk = Wiring.receivingDesk(ledger)
    let plan = try await desk.shelf.publish([SourceText(path: "bench-ready.md", text: playbook)], at: desk.clock.now()).plan
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<min(openings, cases) {
        group.addTask {
          for number in stride(from: caller, to: cases, by: openings) {
            let opening = Opening(
              playbook: plan.id, version: plan.version, subject: IngestEvents.name(number), channel: .online,
              facts: [FactReport(fact: "shop", value: .text(IngestEvents.merchant(number)), source: "platform")])
            _ = try await desk.open(opening, id: SignalID("open-\(number)"), sender: .platform)
          }
        }
      }
      try await group.waitForAll()
    }
    await desk.close()
    try ledger.close()
  }

  /// Asks the system to forget the file's pages, so that the next start reads the disk.
  static func chill(_ path: String) {
    #if os(Linux)
      for ending in ["", "-wal"] {
        let file = open(path + ending, O_RDONLY)
        guard file >= 0 else { continue }
        fsync(file)
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
      }
    #endif
  }
}

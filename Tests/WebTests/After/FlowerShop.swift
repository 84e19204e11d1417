import Casework
import Desk
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

/// A complaint from its solution on: a promise runs, the customer is asked for 48 hours whether it is solved, and may rate it.
let flowerComplaint = """
  ---
  id: flowers
  locale: en
  ---
  # The flowers were faded

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | customer | Customer | online |
  | shop | Shop | phone |

  ## Facts

  | id | labels | type | values | sources | personal |
  |---|---|---|---|---|---|
  | problem | Problem | choice | faded Faded; broken Broken | order signal | |
  | contact.phone | Phone number | text | | order signal | yes |
  | solved | Confirmation | choice | yes Solved; no Not solved | ask Customer (48 h) | |
  | closed-by | Closed by | choice | confirmed Confirmed; expired Expired; handed Handed over | | |
  | rating | Rating | number | | order signal | |

  ## Actions

  | id | labels | kind | party | outcomes | limit |
  |---|---|---|---|---|---|
  | remind | Remind the shop | record | Shop | done Done; failed Failed | 60 min |

  ## Events

  | id | labels |
  |---|---|
  | bouquet.sent | a new bouquet was sent |
  | customer.rated | Customer has rated |

  ## Procedure

  - Promise: Shop within 24 h a new bouquet was sent; else 【Remind the shop】
  - Ask Customer for `solved` (48 h)
    - When: Solved
      - Conclude: Closed by=Confirmed
    - When: Not solved
      - Look at it again
      - Conclude: Closed by=Handed over
    - When: Unknown
      - Conclude: Closed by=Expired
  """

/// The desk behind its door, with a clock that stands until the test moves it. Timers are rung by the test.
struct FlowerShop {
  let time = StandingClock()
  let stage: Stage

  init() async throws {
    stage = Stage(clock: time)
    _ = try await stage.desk.shelf.publish([SourceText(path: "flowers.md", text: flowerComplaint)], at: time.now())
  }

  /// Opens a case about an order. - Returns: its path.
  func complain(about order: String = "A-1", _ facts: String = #"{"Problem":"Faded","Phone number":"13900000000"}"#) async throws -> String {
    let answer = try await stage.ask(.post, "/v1/cases", as: .integration, #"{"playbook":"flowers","subject":"\#(order)","facts":\#(facts)}"#)
    try #require(answer.status == 201, "\(answer.text)")
    return try #require(answer.headers[.location])
  }

  /// Says that a new bouquet was sent, which keeps the promise.
  func send(_ path: String) async throws {
    let answer = try await stage.ask(.post, path + "/signals", as: .integration, #"{"event":"bouquet.sent"}"#)
    #expect(answer.status == 200, "\(answer.text)")
  }

  func answerSolved(_ path: String, _ word: String = "Solved") async throws -> Answer {
    try await stage.ask(.post, path + "/signals", as: .integration, #"{"facts":{"solved":"\#(word)"}}"#)
  }

  func phase(_ path: String) async throws -> String { try await stage.ask(.get, path, as: .agent).json["phase"] ?? "" }

  /// Solved, confirmed, kept: closed.
  func closed(about order: String = "A-1") async throws -> String {
    let path = try await complain(about: order)
    try await send(path)
    #expect(try await answerSolved(path).status == 200)
    #expect(try await phase(path) == "closed")
    return path
  }

  /// Lets time pass and rings what is due by then, in order.
  func pass(_ amount: Playbook.TimeAmount) async throws {
    let end = time.now() + amount
    while let due = await stage.ledger.timersDue(at: end, limit: 1).first {
      time.move(to: max(due.due, time.now()))
      let signal = Signal(id: .ring(due.timer, of: due.caseID), caseID: due.caseID, sender: .clock, content: .timerDue(due.timer))
      _ = try await stage.desk.receive(signal)
    }
    time.move(to: end)
  }
}

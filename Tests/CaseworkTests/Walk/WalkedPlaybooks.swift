import Foundation
import Playbook

struct WalkedPlaybook: Sendable {
  let name: String
  let plan: Plan
}

/// The playbooks that the walks go through: small ones full of corners, and the one that is shipped.
let walkedPlaybooks: [WalkedPlaybook] = [
  WalkedPlaybook(name: "corners", plan: compile(SourceText(path: "corners.md", text: corners + words)) { _ in nil }.plan),
  WalkedPlaybook(name: "circles", plan: compile(SourceText(path: "circles.md", text: circles + words)) { _ in nil }.plan),
  WalkedPlaybook(name: "merchant cannot reach customer", plan: shipped("food-delivery/merchant-cannot-reach-customer.md")),
]

private func shipped(_ path: String) -> Plan {
  compile(shippedText(path) ?? SourceText(path: path, text: ""), reading: shippedText).plan
}

/// A file of the playbooks that ship.
func shippedText(_ path: String) -> SourceText? {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Playbooks").standardizedFileURL
  return (try? Data(contentsOf: folder.appending(path: path))).map { SourceText(path: path, bytes: $0) }
}

/// The documents of the small ones, with their words.
let cornersText = corners + words
let circlesText = circles + words

/// Every form once, with holes: values, outcomes and facts that no alternative is for.
private let corners = """
  ---
  id: corners
  locale: en
  time-limit: 6 h
  quiet-hours: 15:00-16:00
  time-zone: "+08:00"
  ---
  # Corners

  ## Procedure

  - Decide `colour`
    - When: red and size=large
      - 【tell merchant】【text the customer】
        - tidy up
        - When: sent and mood=good
          - fine
        - When: failed
          - Never: any contact
          - 【greet】
    - When: blue
      - Contact customer (2 attempts, 3 min apart)
        - Say: About {name}.
        - When: answered and verdict=fair
          - Conclude: end=done
        - When: not reached
          - 【text the customer】
    - When: green or unknown
      - [inner](#inner)
        - When: size=small
          - Say: small {name}
        - When: otherwise
          - look
  - Promise: rider within 5 min uploads the photo; else 【escalate】
  - Wait 30 min from arrival time
    - tidy up
    - When: customer calls back
      - Ask rider for `size` (3 min)
        - When: small
          - small one
        - When: unknown
          - nobody
    - When: mood=bad
      - Hand over (lead)
        - When: go on
          - Note: go on
        - When: stop
          - Conclude: end=given-up (provisional)
    - When: expired
      - Follow up 【chase】
        - When: reached
          - Note: fine
        - When: refund asked
          - Go back to `colour`
        - When: expired
          - Never: 【tell merchant】
  - Online: 【look up】
  - Conclude: end=done

  ## Procedure: inner

  - Decide `door`
    - When: one and gate=one
      - Conclude: colour=red
    - When: otherwise
      - 【share number】

  ## Procedure: round

  - Contact rider
    - When: answered
      - Conclude: reached
    - When: refused
      - [inner](#inner)
    - When: otherwise
      - Note: again

  ## Follow-ups

  | id | labels | procedure | owner | interval | limit | outcomes |
  |---|---|---|---|---|---|---|
  | chase | chase | #round | desk | 15 min | 1 h | reached; expired |

  """

/// Circles with and without a wait, procedures that call themselves, a follow-up without an end.
private let circles = """
  ---
  id: circles
  locale: en
  ---
  # Circles

  ## Procedure

  - Decide `mood`
    - When: good
      - Decide `colour`
        - When: red
          - Go back to `mood`
        - When: blue
          - [deeper](#deeper)
        - When: otherwise
          - Wait 1 min
            - When: expired
              - Go back to `colour`
    - When: bad
      - Follow up 【forever】
        - When: customer calls back
          - Go back to `mood`
        - When: enough
          - Conclude: end=given-up
    - When: unknown
      - by hand

  ## Procedure: deeper

  - Decide `verdict`
    - When: fair
      - [deeper](#deeper)
    - When: unfair
      - Follow up 【forever】
    - When: unknown
      - Promise: rider within 5 min be there
  - 【tell merchant】

  ## Procedure: round

  - Decide `size`
    - When: small
      - 【text the customer】
        - When: sent
          - Conclude: enough
    - When: otherwise or unknown
      - Note: again

  ## Follow-ups

  | id | labels | procedure | owner | interval | limit | outcomes |
  |---|---|---|---|---|---|---|
  | forever | forever | #round | desk | 1 min | | enough |

  """

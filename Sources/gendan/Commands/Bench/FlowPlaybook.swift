import Casework
import Playbook

/// The case that durable engines are compared with: eight steps, each carried out and stored before the next begins, one of them behind a signal from outside.
/// What is handed from step to step is about 200 bytes.
enum FlowPlaybook {
  static let text = """
    ---
    id: bench-flow
    locale: en
    ---
    # Eight steps and a signal

    ## Facts

    | id | labels | type | values | sources | longest |
    |---|---|---|---|---|---|
    | note | Note | text | | order signal | 200 |

    ## Messages

    | id | labels | text |
    |---|---|---|
    | payload | Payload | {note} |

    ## Actions

    | id | labels | kind | outcomes | limit | message |
    |---|---|---|---|---|---|
    | step-1 | Step 1 | record | done; failed | 60 min | payload |
    | step-2 | Step 2 | record | done; failed | 60 min | payload |
    | step-3 | Step 3 | record | done; failed | 60 min | payload |
    | step-4 | Step 4 | record | done; failed | 60 min | payload |
    | step-5 | Step 5 | record | done; failed | 60 min | payload |
    | step-6 | Step 6 | record | done; failed | 60 min | payload |
    | step-7 | Step 7 | record | done; failed | 60 min | payload |
    | step-8 | Step 8 | record | done; failed | 60 min | payload |

    ## Events

    | id | labels |
    |---|---|
    | go | Go |

    ## Procedure

    - 【Step 1】
    - 【Step 2】
    - 【Step 3】
    - 【Step 4】
    - Wait 30 days
      - When: Go
        - 【Step 5】
        - 【Step 6】
        - 【Step 7】
        - 【Step 8】
      - When: expired

    """

  static let steps = 8
  static let note = String(repeating: "x", count: 190)

  static func opening(_ number: Int, _ plan: Plan) -> Opening {
    Opening(
      playbook: plan.id, version: plan.version, subject: "order-\(number)", channel: .online,
      facts: [FactReport(fact: "note", value: .text(note), source: "platform")])
  }
}

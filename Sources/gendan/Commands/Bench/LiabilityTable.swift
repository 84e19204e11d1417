import Playbook

/// The table that speed is measured with when none is given: who is liable for a refund after shipping. Benchmarks/peers/decision/liability.md is the same text,
/// for comparing with others.
enum LiabilityTable {
  static var plan: Plan { compile(SourceText(path: "liability.md", text: text)) { _ in nil }.plan }

  static let text = """
    # Who is liable

    The table that every engine of this comparison gets: 12 rows, 4 inputs, the first row that fits. `gendan bench table` has the same one built in.

    ## Facts

    | id | labels | type | values | sources |
    |---|---|---|---|---|
    | shipped | shipped | flag | | order signal |
    | signed | signed | flag | | order signal |
    | intercepted | intercepted | flag | | order signal |
    | stance | stance | choice | agree; refuse; silent | order signal |
    | liable | liable | choice | none; merchant; carrier; buyer; undecided | rules liability |
    | action | action | choice | refund_now; platform_refund; escalate; refund_on_return; await_return; intercept_then_refund; remind_merchant; return_and_refund; request_evidence | rules liability |

    ## Rules: liability (first)

    | shipped | signed | intercepted | stance | -> liable | -> action |
    |---|---|---|---|---|---|
    | no | - | - | agree | none | refund_now |
    | no | - | - | refuse | merchant | platform_refund |
    | no | - | - | silent | merchant | escalate |
    | yes | no | yes | agree | none | refund_on_return |
    | yes | no | yes | refuse | merchant | platform_refund |
    | yes | no | yes | silent | carrier | await_return |
    | yes | no | no | agree | merchant | intercept_then_refund |
    | yes | no | no | refuse | merchant | platform_refund |
    | yes | no | no | silent | merchant | remind_merchant |
    | yes | yes | - | agree | buyer | return_and_refund |
    | yes | yes | - | refuse | undecided | request_evidence |
    | yes | yes | - | silent | undecided | escalate |

    """
}

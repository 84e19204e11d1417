import Ledger
import Playbook

@testable import Casework

extension Samples {
  static let messages: [EventKind] = [
    .wrote(Wrote(message: .from("customer", on: .wechat, "还没到\n“怎么办”？"), sender: .platform)),
    .wrote(Wrote(message: .to("customer", on: .sms, "马上到"), sender: .person(name: "小王", role: "agent"))),
    .wrote(Wrote(message: .note("asked the rider twice"), sender: .person(name: "小王", role: "agent"))),
  ]
}

extension SignalSamples {
  static let messages: [(Sender, Signal.Content)] = [
    (.platform, .wrote(.from("customer", on: .wechat, "还没到\n“怎么办”？"))),
    (.person(name: "小王", role: "agent"), .wrote(.to("customer", on: .sms, "马上到"))),
    (.person(name: "小王", role: "agent"), .wrote(.note("asked the rider twice"))),
  ]
}

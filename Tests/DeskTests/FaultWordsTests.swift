import Casework
import Channels
import Playbook
import Testing

@testable import Desk

@Suite("What a case is told of errands that failed")
struct FaultWordsTests {
  private static let faults: [ConnectorFault] = [.unreachable("connection refused"), .timedOut, .garbled("结果“banana”")]

  private static let playbook = """
    ---
    id: redeliver
    locale: zh-CN
    ---
    # 重送

    ## 角色

    | id | 名称 | 渠道 |
    |---|---|---|
    | rider | 骑手 | 电话 |

    ## 动作

    | id | 名称 | 类别 | 对象 | 结果 | 限时、重试 |
    |---|---|---|---|---|---|
    | dispatch | 派单给骑手 | 任务 | 骑手 | 已受理；失败 | 60 分钟，1 次 |

    ## 流程

    - 【派单给骑手】
      - 条件：失败
        - 转人工（物流组）
    """

  /// Whether nothing of it is English, besides what a receiver said.
  private func isChinese(_ words: String) -> Bool {
    !words.replacing("banana", with: "").unicodeScalars.contains { $0.isASCII && $0.properties.isAlphabetic }
  }

  @Test(arguments: faults)
  func `every fault has words in both languages`(fault: ConnectorFault) {
    #expect(isChinese(fault.words(in: .chinese)), "\(fault.words(in: .chinese))")
    #expect(!fault.words(in: .english).isEmpty && fault.words(in: .english) != fault.words(in: .chinese))
    #expect(!fault.words(in: .english).contains("refused"), "why exactly is in the notice")
  }

  @Test(arguments: faults)
  func `a case of a Chinese playbook is told in Chinese`(fault: ConnectorFault) async throws {
    let connector = ScriptedConnector { _, _ in .failure(fault) }
    let stage = try await Stage(playbook: Self.playbook, connector: connector)
    var notices = stage.desk.notices().makeAsyncIterator()
    try await stage.whileRunning {
      let id = try await stage.open("A-1", facts: [:]).caseID
      var isGivenUp = false
      while !isGivenUp, let notice = await notices.next() {
        switch notice {
        case .errandFailed(_, _, _, let again): stage.clock.advance(again - stage.clock.now())
        case .errandGivenUp: isGivenUp = true
        default: break
        }
      }
      try await eventually("the failure is in the case") { try await !details(stage, id).isEmpty }
      let told = try await details(stage, id)
      #expect(told.allSatisfy(isChinese), "\(told)")
    }
  }

  private func details(_ stage: Stage, _ id: CaseID) async throws -> [String] {
    try await stage.ledger.readEvents(of: id, after: 0).compactMap { if case .effectEnded(let ended) = $0.kind { ended.detail } else { nil } }
  }
}

import Casework
@testable import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("Matters of many cases, on their page")
struct ParentPageTests {
  private func stage() async throws -> Stage {
    let stage = Stage(clock: StandingClock())
    for name in ["takeaway-service", "food-safety-emergency", "repeat-complaint", "merchant-talk"] {
      try await WallStage.put(shipped: "food-delivery/\(name).md", on: stage)
    }
    return stage
  }

  @Test func `T-16 an emergency that a rule has found stands there with its cases, its people and the time until progress must be told`() async throws {
    let stage = try await stage()
    for number in 1...3 {
      let facts = ["商家名称": "禾味小馆", "客服称呼": "小宁", "商家编号": "M-7", "用户编号": "U-\(number)", "不适人数": "1 人"]
      try await WallStage.open("takeaway-service", "A-\(number)", facts, on: stage)
    }
    let watch = try #require(stage.desk.caseWatch)
    _ = try await watch.catchUp()
    let page = try await WallStage.ask("/console/parents", in: "zh-CN", on: stage)
    #expect(page.status == 200, "\(page.text)")
    for words in ["merchant/M-7", "食品安全应急", "不适人数", "3 人", "公布首次进展", "data-until", "同店多人不适", "/console/cases/C-000001", "/console/cases/C-000003"] {
      #expect(page.text.contains(words), "\(words)")
    }
    #expect(page.text.contains("由规则发现：") && !page.text.contains(">parents-"), "\(page.text)")
    #expect(try await stage.ask(.get, "/console/parents/list", as: .agent).text.contains("食品安全应急"))
  }

  @Test func `one that somebody opened is there too, and an empty list says which rules are watched`() async throws {
    let stage = try await stage()
    let empty = try await WallStage.ask("/console/parents", in: "en", on: stage)
    #expect(empty.text.contains("None is under way") && empty.text.contains("Rules in force") && empty.text.contains("同店多人不适"), "\(empty.text)")
    try await WallStage.open("food-safety-emergency", "<b>merchant</b>", ["商家名称": "禾味小馆", "不适人数": "2 人", "同店异常报告数": "1 起"], on: stage)
    let page = try await WallStage.ask("/console/parents", in: "en", on: stage)
    #expect(page.text.contains("opened by a person or the platform") && page.text.contains("&lt;b&gt;merchant&lt;/b&gt;"), "\(page.text)")
    #expect(!page.text.contains("<b>merchant"))
    let bare = try await WallStage.ask("/console/parents", in: "en", on: Stage())
    #expect(bare.text.contains("None is under way") && !bare.text.contains("Rules in force"))
  }

  @Test func `whoever sees cases sees them`() async throws {
    let stage = Stage()
    for role in Role.allCases {
      let maySee = [.integration, .agent, .supervisor, .quality].contains(role)
      #expect(try await stage.ask(.get, "/console/parents", as: role).status == (maySee ? 200 : 403), "\(role)")
    }
  }
}

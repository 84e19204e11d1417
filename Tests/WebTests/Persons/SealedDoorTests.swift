import Desk
import Foundation
import HTTPTypes
import Ledger
import LedgerSQLite
import Playbook
import Testing

@testable import Web

@Suite("Sealed personal data at the door")
struct SealedDoorTests {
  private static let phone = "13812345678"
  private let asking = #"{"reason":"they asked for it by letter"}"#

  @Test func `what is said of people is sealed on the disk, and can't be read by anybody once their key is destroyed`() async throws {
    let disk = try DiskLedger(keys: [MasterKey()])
    let stage = Stage(on: disk.ledger)
    _ = try await stage.desk.shelf.publish([SourceText(path: "personal-meal.md", text: personalMeal)], at: Instant(milliseconds: 0))
    for (subject, person, phone) in [("A-1", "u-81", Self.phone), ("A-2", "u-82", "13900000000")] {
      let opening =
        #"{"playbook":"personal-meal","subject":"\#(subject)","facts":{"customer.phone":"\#(phone)"},"persons":{"customer":"\#(person)"}}"#
      #expect(try await stage.ask(.post, "/v1/cases", as: .integration, opening).status == 201)
    }
    let wrote = #"{"from":"customer","text":"ring twice at the blue door"}"#
    #expect(try await stage.ask(.post, "/v1/cases/C-000001/messages", as: .integration, wrote).status == 200)
    #expect(disk.holds("personal-meal"), "the disk can be looked at")
    #expect(!disk.holds(Self.phone) && !disk.holds("blue door"))
    #expect(try await disk.keys(of: "u-81") > 0)
    #expect(try await stage.ask(.get, "/v1/cases/C-000001/messages", as: .agent).text.contains("ring twice at the blue door"))
    #expect(try await stage.ask(.get, "/v1/persons/u-81/export", as: .administrator).text.contains(Self.phone))

    let refused = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking)
    #expect(refused.status == 409, "its case is open: \(refused.text)")
    for id in ["C-000001", "C-000002"] {
      #expect(try await stage.ask(.post, "/v1/cases/\(id)/signals", as: .agent, #"{"choice":"Given to the rider"}"#).status == 200)
    }
    let erased = try await stage.ask(.post, "/v1/persons/u-81/erasure", as: .administrator, asking)
    #expect(erased.status == 200 && erased.text.contains(#""cases":["C-000001"]"#), "\(erased.text)")
    #expect(try await disk.keys(of: "u-81") == 0)
    #expect(try await disk.keys(of: "u-82") > 0)
    #expect(!disk.holds(Self.phone))
    let messages = try await stage.ask(.get, "/v1/cases/C-000001/messages", as: .agent)
    #expect(messages.status == 200 && messages.text.contains("erased") && !messages.text.contains("blue door"), "\(messages.text)")
    let timeline = try await stage.ask(.get, "/v1/cases/C-000001/timeline", as: .agent)
    #expect(timeline.text.contains("Given to the rider") && !timeline.text.contains("blue door"), "what was done stays: \(timeline.text)")
    let asked = #"{"facts":["customer.phone"],"reason":"is it still there?"}"#
    #expect(try await !stage.ask(.post, "/v1/cases/C-000001/disclosures", as: .agent, asked).text.contains(Self.phone))
    #expect(try await stage.ask(.post, "/v1/cases/C-000002/disclosures", as: .agent, asked).text.contains("13900000000"))
  }
}

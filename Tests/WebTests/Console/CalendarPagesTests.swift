import Desk
import Foundation
import HTTPTypes
import Ledger
import Playbook
import Testing

@testable import Web

@Suite("The pages of calendars")
struct CalendarPagesTests {
  private let path = "/console/calendars/takeaway-service"
  private func stage() async throws -> Stage { try await Stage.with("food-delivery/takeaway-service.md", "food-delivery/merchant-talk.md") }

  @Test func `the list says when service is open and who counts by it, and teaches where there is nothing`() async throws {
    let empty = try await Stage().ask(.get, "/console/calendars", as: .agent)
    #expect(empty.status == 200 && empty.text.contains("There are no calendars"))
    let list = try await stage().ask(.get, "/console/calendars", as: .agent)
    #expect(list.text.contains("外卖客服服务时间") && list.text.contains("Monday to Friday 09:00–21:00") && list.text.contains("Saturday to Sunday 08:00–22:00"))
    #expect(list.text.contains("href=\"\(path)\"") && list.text.contains("href=\"/console/playbooks/merchant-talk\""), "\(list.text)")
    #expect(try await Stage().ask(.get, "/console/calendars", as: .administrator).status == 403)
  }

  @Test("T-02 a year shows service days, longer hours on holidays, and make-up working days") func year() async throws {
    let stage = try await stage()
    let page = try await stage.ask(.get, path + "?year=2026", as: .author)
    #expect(page.status == 200 && !page.text.contains("calendars-weekday"), "\(page.text.prefix(400))")
    #expect(page.text.contains("2026-02-17 Tuesday 春节 08:00–22:00") && page.text.contains("2026-02-13 Friday  09:00–21:00"), "\(page.text)")
    #expect(page.text.contains("class=\"look-make-up\"") && page.text.contains("make-up working day 09:00–21:00"))
    #expect(page.text.contains("2026-02-15 to 2026-02-23"), "a stretch is told once")
    #expect(page.text.components(separatedBy: "data-day ").count == 366)
    #expect(try await stage.ask(.get, path + "?year=2024", as: .author).text.components(separatedBy: "data-day ").count == 367)
    #expect(try await stage.ask(.get, path + "?year=2101", as: .author).text.contains("The holidays of 2101"))
    var headers = try await stage.token(.author)
    headers[.acceptLanguage] = "zh-CN"
    #expect(try await stage.ask(.get, path + "?year=2026", headers).text.contains("周一至周五"))
    for query in ["?year=1900", "?year=x", "?month=1"] { #expect(try await stage.ask(.get, path + query, as: .author).status == 400, "\(query)") }
    #expect(try await stage.ask(.get, "/console/calendars/none", as: .author).status == 404)
  }

  @Test func `a deadline is worked out, with the way it came about`() async throws {
    let stage = try await stage()
    // 20:30 on the first day of the festival: an hour and a half is left of that day. Browsers send blanks as plus signs.
    let page = try await stage.ask(.get, path + "?year=2026&from=2026-02-15T20:30&for=3+h+of+service+time", as: .author)
    #expect(page.status == 200 && page.text.contains("2026-02-16 09:30"), "\(page.text)")
    #expect(
      page.text.contains("<ol><li class=\"small\">") && page.text.contains("value=\"3 h of service time\"") && page.text.contains("value=\"2026-02-15T20:30\""))
    let days = try await stage.ask(.get, path + "?from=2026-02-13T17:00&for=2+working+days", as: .author)
    #expect(days.text.contains("2026-02-24 21:00"), "\(days.text)")
  }

  @Test(arguments: [
    ("2026-02-30T20:30", "3+h", "no moment"), ("soon", "3+h", "no moment"), ("2026-02-15T20:30", "a+while", "no amount of time"),
    ("2026-02-15T20:30", "%3Cscript%3Ealert(1)%3C/script%3E", "no amount of time"), ("2026-02-15T20:30", "9999999999999+days", "no amount of time"),
  ])
  func `what can't be reckoned is told beside the form, and is text`(from: String, amount: String, words: String) async throws {
    let page = try await stage().ask(.get, path + "?from=\(from)&for=\(amount)", as: .author)
    #expect(page.status == 200 && page.text.contains(words) && page.text.contains("role=\"alert\"") && !page.text.contains("<script>alert"), "\(page.text)")
  }

  @Test func `service past midnight is open in the first hours of the next day`() throws {
    let night = try #require(
      readCalendar([SourceText(path: "night.yaml", text: "weekly:\n  mon: [\"22:00-02:00\"]\n")], language: .english) { _ in nil }.calendar)
    func isOpen(_ time: String) throws -> Bool { night.isOpen(at: try #require(TimeZoneOffset.china.instant(time))) }
    // 2026-01-05 is a Monday.
    for time in ["2026-01-05 22:00", "2026-01-06 01:59"] { #expect(try isOpen(time), "\(time)") }
    for time in ["2026-01-06 02:00", "2026-01-05 01:00"] { #expect(try !isOpen(time), "\(time)") }
  }
}

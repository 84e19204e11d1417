import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Ledger
import NIOCore
import Playbook
import Testing

@testable import Web

@Suite("Coming into the console")
struct ConsoleHallTests {
  @Test func `whoever isn't logged in is led to where they can, and back`() async throws {
    let stage = Stage()
    #expect(try await stage.ask(.get, "/").headers[.location] == "/console")
    let led = try await stage.ask(.get, "/console/cases?phase=open")
    #expect(led.status == 303 && led.headers[.location] == "/console/log-in?then=%2Fconsole%2Fcases%3Fphase%3Dopen")
    let part = try await stage.ask(.get, "/console/work", [.hxRequest: "true"])
    #expect(part.status == 401 && part.headers[.hxRedirect] == "/console/log-in")
    let page = try await stage.ask(.get, "/console/log-in?then=%2Fconsole%2Fcases%3Fphase%3Dopen")
    #expect(page.status == 200 && page.text.contains("data-then=\"/console/cases?phase=open\""))
  }

  @Test(arguments: ["https://example.com", "//example.com", "/v1", "javascript:alert(1)", "/console/cases?q={csrf}", "\"><script>"])
  func `nobody is led elsewhere behind the log-in`(then: String) async throws {
    let asked = try #require(then.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
    let page = try await Stage().ask(.get, "/console/log-in?then=\(asked)")
    #expect(page.status == 200 && page.text.contains("data-then=\"/console\"") && !page.text.contains("<script>"))
  }

  @Test(arguments: Role.allCases)
  func `everybody begins at a place that they may see`(role: Role) async throws {
    let stage = Stage()
    let answer = try await stage.ask(.get, "/console", as: role)
    guard let first = ConsolePlace.first(of: role) else {
      #expect(answer.status == 403)
      return
    }
    #expect(answer.status == 303 && answer.headers[.location] == first)
    #expect(try await stage.ask(.get, first, as: role).status == 200, "\(first)")
  }

  @Test(arguments: Role.allCases)
  func `every place is there, for those who see it in the navigation and no others`(role: Role) async throws {
    let stage = Stage()
    for place in ConsolePlace.all {
      let answer = try await stage.ask(.get, place.path, as: role)
      #expect(answer.status == (place.right.map { Right.of(role).contains($0) } ?? true ? 200 : 403), "\(place.path)")
      #expect(answer.headers[.contentType] == "text/html; charset=utf-8" && answer.headers[.contentSecurityPolicy] == Console.policy)
    }
  }

  @Test func `problems are pages, in the reader's language`() async throws {
    let stage = Stage()
    let missing = try await stage.ask(.get, "/console/nowhere", [.acceptLanguage: "en"])
    #expect(missing.status == 404 && missing.text.contains("<h1 id=\"problem-title\">Not found</h1>"))
    let chosen = try await stage.ask(.get, "/console/nowhere", [.acceptLanguage: "en", .cookie: "gendan_language=zh-CN"])
    #expect(chosen.text.contains("没有找到") && chosen.headers[.contentLanguage] == "zh-CN")
    #expect(try await stage.ask(.get, "/v1/nowhere").headers[.contentType] == "application/problem+json")
  }

  @Test func `files are kept for good under the release's name, and packed`() async throws {
    let stage = Stage()
    let release = ConsoleFiles.all.release
    let style = try await stage.ask(.get, "/console/files/\(release)/base.css")
    #expect(style.status == 200 && style.headers[.contentType] == "text/css; charset=utf-8" && style.text.contains("--paper"))
    #expect(style.headers[.cacheControl]?.contains("immutable") == true && style.headers[.contentEncoding] == nil)
    let packed = try await stage.ask(.get, "/console/files/\(release)/base.css", [.acceptEncoding: "br, gzip;q=0.8"])
    #expect(packed.headers[.contentEncoding] == "gzip" && packed.text != style.text)
    #expect(try await stage.ask(.get, "/console/files/\(release)/base.css", [.acceptEncoding: "gzip;q=0"]).headers[.contentEncoding] == nil)
    #expect(try await stage.ask(.get, "/console/files/old/base.css").headers[.cacheControl] == "no-store")
    for name in ["nothing.css", "layout.mustache", "base.zh-CN.json", "..%2F..%2Fetc%2Fpasswd", "base"] {
      #expect(try await stage.ask(.get, "/console/files/\(release)/\(name)").status == 404, "\(name)")
    }
  }

  @Test func `both libraries were fetched`() {
    #expect(ConsoleFiles.all.file("fetched/htmx.js") != nil && ConsoleFiles.all.file("fetched/echarts.js") != nil, "scripts/fetch-console-files")
  }

  @Test func `times are the reader's`() async throws {
    let noon = Instant(milliseconds: 1_795_420_800_000)
    func times(_ zone: String?) -> PageTimes {
      let headers: HTTPFields = zone.map { [.cookie: "gendan_zone=\($0)"] } ?? [:]
      let request = Request(head: .init(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers), body: .init(buffer: .init()))
      return PageTimes(request, language: .chinese, now: noon)
    }
    let china = times(nil).stamp(noon)
    #expect(times("Asia%2FShanghai").stamp(noon).text == china.text && china.iso == noon.rfc3339)
    #expect(times("Europe%2FBerlin").stamp(noon).text != china.text)
    #expect(times("No%2FWhere").stamp(noon).full == china.full && times(String(repeating: "x", count: 4_000)).stamp(noon).full == china.full)
    #expect(times(nil).stamp(noon + .hours(48)).text.count == "11-25 20:00".count)
    #expect(times(nil).span(.minutes(125)) == "2 小时 5 分" && times(nil).span(TimeAmount(seconds: 59)) == "59 秒")
  }
}

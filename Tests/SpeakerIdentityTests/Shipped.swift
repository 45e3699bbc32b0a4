import Foundation
import PatternFiles

@testable import SpeakerIdentity

/// The data that ships with the program.
let shipped: IdentityLibrary = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let files = try! PatternDirectory.readIdentityFiles(in: root.appendingPathComponent("Patterns"))
  return IdentityLibrary(files: files.map { IdentityFile(name: $0.name, text: $0.text) })
}()

/// A library of an authority file alone.
func library(people: String = "", offices: String = "", bodies: String = "") -> IdentityLibrary {
  IdentityLibrary(files: [
    IdentityFile(name: "authority/people.txt", text: people),
    IdentityFile(name: "authority/offices.txt", text: offices),
    IdentityFile(name: "authority/bodies.txt", text: bodies),
  ])
}

/// The profile of a speaker of an invented article, whose name stands in the text.
func profile(
  _ key: String, _ text: String, _ name: String, roles: [String] = [], published: String? = nil
) -> IdentityProfile {
  let read = ProfileReader(shipped).article(text, published: published)
  var mentions: [Range<Int>] = []
  var from = text.startIndex
  while let range = text.range(of: name, range: from..<text.endIndex) {
    let start = text[..<range.lowerBound].unicodeScalars.count
    mentions.append(start..<start + name.unicodeScalars.count)
    from = range.upperBound
  }
  let own = read.own(SpeakerFacts(name: name, kind: .person, roles: roles, mentions: mentions))
  return IdentityProfile(articleKey: key, name: name, kind: .person, article: read.evidence, own: own)
}

/// Two people of one common name in six invented articles.
let namesakes: [IdentityProfile] = [
  profile(
    "a1",
    "Luật sư Nguyễn Văn Bảy, Đoàn luật sư TP Hà Nội, cho rằng hợp đồng vay tiền vô hiệu. Hợp đồng vay tiền này vô hiệu.",
    "Nguyễn Văn Bảy", roles: ["luật sư"]),
  profile(
    "a2",
    "Trao đổi về tranh chấp đất, luật sư Nguyễn Văn Bảy, Đoàn luật sư TP Hà Nội, nói bản án chưa thỏa đáng.",
    "Nguyễn Văn Bảy", roles: ["luật sư"]),
  profile(
    "a3", "Theo luật sư Nguyễn Văn Bảy (Đoàn luật sư TP Hà Nội), người mua có quyền kiện.", "Nguyễn Văn Bảy",
    roles: ["luật sư"]),
  profile(
    "b1", "Bị cáo Nguyễn Văn Bảy (SN 1991, ngụ xã Tân Lợi, tỉnh Cà Mau) khai đã trộm ba con bò của hàng xóm.",
    "Nguyễn Văn Bảy", roles: ["bị cáo"]),
  profile(
    "b2", "Bị can Nguyễn Văn Bảy (SN 1991, ngụ xã Tân Lợi, tỉnh Cà Mau) bị bắt khi trộm bò lần thứ hai.",
    "Nguyễn Văn Bảy", roles: ["bị can"]),
  profile(
    "b3", "Đối tượng Nguyễn Văn Bảy (SN 1991, ngụ xã Tân Lợi, Cà Mau) thừa nhận trộm ba con bò.",
    "Nguyễn Văn Bảy",
    roles: ["đối tượng"]),
]

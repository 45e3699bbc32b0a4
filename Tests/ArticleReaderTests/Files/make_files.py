#!/usr/bin/env python3
"""Makes the files that the tests read, each by the program that makes such files: make_files.py

Needs warcio, python-docx, odfpy, feedgen, openpyxl, ebooklib (PyPI), python3-cairo with a font that has Vietnamese letters, iconv,
gzip, zstd, xz, zip and tar. The articles are invented.
"""
import csv, io, os, subprocess, tarfile, zipfile
os.chdir(os.path.dirname(os.path.abspath(__file__)))

TITLE = 'Bến đò Vạn Lộc mở lại sau mùa lũ'
LEAD = 'Sau ba tháng dừng chạy vì nước lớn, bến đò Vạn Lộc đón khách trở lại từ sáng thứ hai, sớm hơn dự tính hai tuần.'
BODY = [
    '“Đò sẽ chạy mỗi ngày mười hai chuyến, từ năm giờ sáng đến bảy giờ tối”, bà Tô Thị Mận, chủ bến đò, nói với người dân đứng chờ.',
    'Theo ông Lục Văn Bách, trưởng thôn Vạn Lộc, cả thôn có hơn bốn trăm hộ, mà gần một nửa phải qua sông đi làm mỗi ngày.',
    'Ông Bách cho biết thôn đã góp tiền mua áo phao mới, và trẻ em đi học không phải trả tiền đò cho đến hết năm.',
]
TEXT = '\n'.join([LEAD] + BODY)

def page(title=TITLE, lead=LEAD, body=BODY, url='https://bao.example/ben-do-van-loc-mo-lai-101.html', head=''):
    paragraphs = '\n'.join(f'<p>{p}</p>' for p in body)
    return f'''<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}<title>{title} | Báo Sông Bến</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="Báo Sông Bến"></head><body>
<nav><ul><li><a href="/thoi-su">Thời sự</a></li><li><a href="/kinh-te">Kinh tế</a></li></ul></nav>
<div class="main"><h1>{title}</h1><span class="date">Thứ hai, 6/10/2025, 07:30 (GMT+7)</span><p class="sapo">{lead}</p>
<div class="noi-dung-bai">{paragraphs}<p style="text-align:right"><strong>Hà Vy</strong></p></div></div>
<footer><p>Báo Sông Bến, 12 đường Bờ Kè</p></footer></body></html>'''

def write(name, data):
    with open(name, 'wb') as f: f.write(data if isinstance(data, bytes) else data.encode())

write('page.html', page())
lines = f'{TITLE}\n\n{TEXT}\n'

# Encodings, by iconv.
for name, charset in [('windows-1258', 'CP1258'), ('viscii', 'VISCII'), ('tcvn3', 'TCVN5712-1'), ('utf-16le', 'UTF-16LE'), ('utf-16be', 'UTF-16BE')]:
    source = lines.replace('“', '"').replace('”', '"')
    data = subprocess.run(['iconv', '-f', 'UTF-8', '-t', charset], input=source.encode(), capture_output=True)
    if data.returncode: print(name, data.stderr.decode())
    write(f'{name}.txt', data.stdout)
write('page-1258.html', subprocess.run(['iconv', '-f', 'UTF-8', '-t', 'CP1258'], input=page().replace('charset="utf-8"', 'charset="windows-1258"').encode(), capture_output=True).stdout)
write('mojibake.txt', lines.replace('“', '"').replace('”', '"').encode().decode('latin-1').encode())

# A crawl, by warcio.
from warcio.warcwriter import WARCWriter
from warcio.statusandheaders import StatusAndHeaders
def crawl(path, gz, pages):
    with open(path, 'wb') as out:
        writer = WARCWriter(out, gzip=gz)
        writer.write_record(writer.create_warcinfo_record(path, {'software': 'warcio'}))
        for address, kind, body, status in pages:
            head = StatusAndHeaders(status, [('Content-Type', kind)], protocol='HTTP/1.1')
            writer.write_record(writer.create_warc_record(address, 'response', payload=io.BytesIO(body), http_headers=head))
pages = [('https://bao.example/ben-do-van-loc-mo-lai-101.html', 'text/html; charset=utf-8', page().encode(), '200 OK'),
         ('https://bao.example/anh.png', 'image/png', b'\x89PNG\r\n\x1a\n' + bytes(40), '200 OK'),
         ('https://bao.example/mat-roi-102.html', 'text/html', b'<html><body>404</body></html>', '404 Not Found'),
         ('https://bao.example/cho-noi-103.html', 'text/html; charset=utf-8',
          page('Chợ nổi Bình Thới họp lại mỗi sáng chủ nhật', body=list(reversed(BODY)), url='https://bao.example/cho-noi-103.html').encode(), '200 OK')]
crawl('crawl.warc', False, pages); crawl('crawl.warc.gz', True, pages)

# Documents.
import docx
document = docx.Document(); document.add_heading(TITLE, 0)
for line in [LEAD] + BODY: document.add_paragraph(line)
document.core_properties.author = 'Hà Vy'; document.save('word.docx')
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from odf.dc import Creator
text = OpenDocumentText(); text.text.addElement(H(outlinelevel=1, text=TITLE))
for line in [LEAD] + BODY: text.text.addElement(P(text=line))
text.meta.addElement(Creator(text='Hà Vy')); text.save('writer.odt')
from ebooklib import epub
book = epub.EpubBook(); book.set_identifier('x'); book.set_title('Sông Bến tuyển tập'); book.set_language('vi'); book.add_author('Hà Vy')
chapters = []
for number in (1, 2):
    c = epub.EpubHtml(title=f'{TITLE} {number}', file_name=f'c{number}.xhtml', lang='vi')
    c.content = f'<h1>{TITLE} {number}</h1>' + ''.join(f'<p>{p}</p>' for p in [LEAD] + BODY)
    book.add_item(c); chapters.append(c)
book.add_item(epub.EpubNcx()); book.add_item(epub.EpubNav()); book.spine = chapters; book.toc = chapters
epub.write_epub('book.epub', book)
subprocess.run(['/usr/bin/python3', '-c', f'''
import cairo
lines = {[TITLE, ''] + [LEAD] + BODY!r}
s = cairo.PDFSurface('print.pdf', 420, 595); c = cairo.Context(s); c.select_font_face('DejaVu Serif'); c.set_font_size(10); y = 40
for paragraph in lines:
    row = ''
    for word in paragraph.split(' ') + [None]:
        if word is None or c.text_extents(row + ' ' + word).width > 340:
            c.move_to(40, y); c.show_text(row); y += 14; row = word or ''
        else: row = (row + ' ' + word).strip()
    y += 10
s.finish()
s = cairo.PDFSurface('scan.pdf', 200, 200); c = cairo.Context(s); c.rectangle(20, 20, 100, 100); c.fill(); s.finish()
'''], check=True)

# Feeds, by feedgen.
from feedgen.feed import FeedGenerator
feed = FeedGenerator(); feed.title('Báo Sông Bến'); feed.link(href='https://bao.example/'); feed.description('Tin sông nước'); feed.id('https://bao.example/')
for number, full in ((101, True), (104, False)):
    entry = feed.add_entry(order='append'); entry.title(TITLE); entry.id(f'https://bao.example/ben-do-{number}.html')
    entry.link(href=f'https://bao.example/ben-do-{number}.html'); entry.description(LEAD); entry.published('2025-10-06T07:30:00+07:00')
    if full: entry.content(''.join(f'<p>{p}</p>' for p in [LEAD] + BODY), type='CDATA'); entry.author(name='Hà Vy', email='ha.vy@bao.example')
    entry.updated('2025-10-06T07:30:00+07:00')
feed.rss_file('feed.rss'); feed.atom_file('feed.atom')

# A table, out of a sheet.
import openpyxl
book = openpyxl.Workbook(); sheet = book.active; sheet.append(['headline', 'body', 'time', 'link'])
sheet.append([TITLE, TEXT, '06/10/2025 07:30', 'https://bao.example/ben-do-101.html']); sheet.append(['Không có gì', '', '', ''])
book.save('sheet.xlsx')
with open('sheet.csv', 'w', newline='', encoding='utf-8-sig') as f:
    for row in openpyxl.load_workbook('sheet.xlsx').active.iter_rows(values_only=True): csv.writer(f).writerow([x or '' for x in row])

# Archives.
write('bai.txt', lines)
subprocess.run('gzip -kfn bai.txt; zstd -qf bai.txt; xz -kf bai.txt; rm -f all.zip; zip -qX all.zip bai.txt page.html anh.png; tar --sort=name -cf all.tar bai.txt page.html', shell=True)
write('anh.png', b'\x89PNG\r\n\x1a\n' + bytes(40))
subprocess.run('rm -f all.zip; zip -qX all.zip bai.txt page.html anh.png', shell=True)
with zipfile.ZipFile('outside.zip', 'w') as z:
    z.writestr('../ngoai.txt', lines); z.writestr('trong.txt', lines)
for name in ('anh.png', 'bai.txt'): os.remove(name)
# A page as a browser saves it, by Python's email.
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
saved = MIMEMultipart('related', type='text/html'); saved['From'] = '<Saved by Blink>'; saved['Snapshot-Content-Location'] = 'https://bao.example/ben-do-van-loc-mo-lai-101.html'
saved['Subject'] = 'Ben do'
import email.charset
qp = email.charset.Charset('utf-8'); qp.body_encoding = email.charset.QP

part = MIMEText(page(), 'html', qp); saved.attach(part); write('saved.mhtml', saved.as_bytes())

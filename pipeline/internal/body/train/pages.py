#!/usr/bin/env python3
"""Writes pages.jsonl, from which the program beside this file learns, and the folder html beside it.

    pages.py SCRAPINGHUB FUNDUS TRAFILATURA

The arguments are checkouts of scrapinghub/article-extraction-benchmark, flairNLP/fundus and adbar/trafilatura. A line is a page:
"set" (s, f or t), "id", "file", "url", "publisher" (its host) and the article, as "body" or as phrases "with" and "without".
Of fundus the body is summary, headlines and paragraphs; where a publisher has more than one version of them, the one of which
most stands on the page.
"""
import gzip
import html
import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import urlparse


def publisher(url):
    return re.sub(r'^(www|edition|m|amp|news)\.', '', urlparse(url).hostname or '')


def plain(text):
    return re.sub(r'\W+', ' ', text)


def scrapinghub(root):
    for key, page in json.load(open(root / 'ground-truth.json')).items():
        yield 's', key, gzip.open(root / 'html' / f'{key}.html.gz').read(), page.get('url', ''), {'body': page['articleBody']}


def fundus(root):
    for info in sorted((root / 'tests/resources/parser/test_data').glob('*/meta.info')):
        for name, meta in json.load(open(info)).items():
            source = info.parent / name
            if not source.exists():
                continue
            outlet, day = re.match(r'(.+)_(\d{4}_\d\d_\d\d)\.html\.gz', name).groups()
            doc = gzip.open(source).read()
            page = plain(html.unescape(re.sub(r'<[^>]*>', ' ', doc.decode('utf8', 'replace'))))

            def share(version):
                body = version.get('body') or {'sections': []}
                parts = [p for s in body['sections'] for x in s['paragraphs'] for p in [plain(x).strip()] if p]
                title = plain(version.get('title') or '')
                return sum(p[:40] in page for p in parts) / max(1, len(parts)) + bool(title and title in page)

            versions = json.load(open(info.parent / f'{outlet}.json'))
            best = max(sorted(versions), key=lambda v: share(versions[v]))
            body = versions[best].get('body') or {'summary': [], 'sections': []}
            lines = body['summary'] + [line for s in body['sections'] for line in s['headline'] + s['paragraphs']]
            more = {'body': '\n'.join(lines), 'published': versions[best].get('publishing_date')}
            yield 'f', f'{info.parent.name}_{outlet}_{day}', doc, meta['url'], more


def trafilatura(root):
    for url, page in json.load(open(root / 'tests/evaldata.json')).items():
        for folder in 'eval', 'cache':
            source = root / 'tests' / folder / page['file']
            if source.exists():
                yield 't', page['file'], source.read_bytes(), url, {'with': page['with'], 'without': page['without']}
                break


def main():
    os.makedirs('html', exist_ok=True)
    with open('pages.jsonl', 'w') as out:
        for read, root in zip((scrapinghub, fundus, trafilatura), sys.argv[1:4], strict=True):
            for kind, key, doc, url, more in read(Path(root)):
                name = f'html/{kind}_{key}.html'
                Path(name).write_bytes(doc)
                print(json.dumps({'set': kind, 'id': key, 'file': name, 'url': url, 'publisher': publisher(url), **more}), file=out)


main()

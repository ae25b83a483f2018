"""The shortcodes people use most; any other is shown as it was typed."""

_TABLE = """
+1 👍  thumbsup 👍  -1 👎  thumbsdown 👎  tada 🎉  rocket 🚀  eyes 👀  wave 👋  pray 🙏  clap 👏
white_check_mark ✅  heavy_check_mark ✔️  ballot_box_with_check ☑️  x ❌  warning ⚠️  question ❓
exclamation ❗  bulb 💡  fire 🔥  100 💯  muscle 💪  ok_hand 👌  raised_hands 🙌  point_right 👉
point_up ☝️  smile 😄  slightly_smiling_face 🙂  grinning 😀  joy 😂  sweat_smile 😅  wink 😉
blush 😊  thinking_face 🤔  disappointed 😞  cry 😢  sob 😭  heart ❤️  green_heart 💚  sparkles ✨
star ⭐  chart_with_upwards_trend 📈  chart_with_downwards_trend 📉  bar_chart 📊  calendar 📅
date 📅  clock9 🕘  hourglass ⌛  hourglass_flowing_sand ⏳  bell 🔔  no_bell 🔕  memo 📝
pencil2 ✏️  paperclip 📎  link 🔗  lock 🔒  key 🔑  mag 🔍  email 📧  phone ☎️  computer 💻
gear ⚙️  wrench 🔧  construction 🚧  bug 🐛  package 📦  file_folder 📁  page_facing_up 📄
speech_balloon 💬  loudspeaker 📢  mega 📣  dart 🎯  trophy 🏆  medal 🏅  moneybag 💰  pound 💷
euro 💶  dollar 💵  robot_face 🤖  large_green_circle 🟢  large_yellow_circle 🟡
large_orange_circle 🟠  red_circle 🔴  large_blue_circle 🔵  white_circle ⚪  black_circle ⚫
arrow_up ⬆️  arrow_down ⬇️  arrow_right ➡️  arrow_left ⬅️  zzz 💤  coffee ☕  seedling 🌱
"""

_WORDS = _TABLE.split()
EMOJI: dict[str, str] = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))


def emoji(name: str) -> str:
    """The picture for a shortcode's name (skin tones left out), or the shortcode itself."""
    return EMOJI.get(name.split("::")[0], f":{name}:")

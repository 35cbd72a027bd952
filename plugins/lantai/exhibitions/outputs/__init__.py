"""The same exhibition for other places than its pages: panels to print, an article for WeChat.

Both are made from the texts and figures of the folder, by staff, on request; nothing of them is in the site.
"""

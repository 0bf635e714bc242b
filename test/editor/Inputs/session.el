;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; The same session as session.lua, in Emacs: opened, fixed, broken, edited.

(defvar session-rule (getenv "FINDING_RULE"))
(defvar session-line (string-to-number (getenv "FINDING_LINE")))

(defun session-findings ()
  (seq-filter
   (lambda (d)
     (and (string-match-p (regexp-quote session-rule) (flymake-diagnostic-text d))
          (= session-line (line-number-at-pos (flymake-diagnostic-beg d)))))
   (flymake-diagnostics)))

(defun session-wait (count what)
  (eglot--signal-textDocument/didChange) ; Otherwise when idle, which this is not.
  (let ((tries 6000))
    (while (and (> tries 0) (/= count (length (session-findings))))
      (accept-process-output nil 0.02)
      (setq tries (1- tries)))
    (unless (= count (length (session-findings)))
      (error "%s: %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics))))))

(defun session-replace (from to)
  (goto-char (point-min))
  (forward-line (1- session-line))
  (unless (search-forward from (line-end-position) t)
    (error "no %s in line %d" from session-line))
  (replace-match to t t))

(defun session-run (file)
  (find-file file)
  ;; What eglot-ensure does after a command, of which there are none here.
  (apply #'eglot--connect (eglot--guess-contact))
  (session-wait 1 "opened")
  (goto-char (flymake-diagnostic-beg (car (session-findings))))
  (let* ((at (point))
         (fixes (eglot-code-actions at (flymake-diagnostic-end (car (session-findings))) "quickfix" nil)))
    (eglot--apply-workspace-edit (plist-get (car fixes) :edit)))
  (session-wait 0 "fixed")
  (session-replace "GFP_ATOMIC" "GFP_KERNEL")
  (session-wait 1 "broken again")
  (session-replace "GFP_KERNEL" "GFP_NOWAIT")
  (session-wait 0 "edited")
  (princ "ok\n"))

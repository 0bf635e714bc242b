-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- A session in a real editor. The finding marked in the buffer shows, with its
-- trace; its fix makes it go; undo brings it back; another edit of the line makes
-- it go again. Reads FINDING_LINE (0: the file is shown a mistake first) and
-- FINDING_RULE; prints 'ok' or what is wrong, and ends the editor.
local rule = os.getenv('FINDING_RULE')
local line = tonumber(os.getenv('FINDING_LINE'))

local function give_up(why)
  io.stdout:write('failed: ' .. why .. '\n')
  vim.cmd('cquit 1')
end

local function findings()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local code = d.code or (d.user_data and d.user_data.lsp.code)
    if code == rule and (line == 0 or d.lnum + 1 == line) then
      table.insert(found, d)
    end
  end
  return found
end

local function wait_for(count, what)
  if not vim.wait(120000, function() return #findings() == count end, 20) then
    give_up(what .. ': ' .. #findings() .. ' findings, all: ' .. vim.inspect(vim.diagnostic.get(0)):sub(1, 2000))
  end
end

local mistake = {
  '',
  'static DEFINE_SPINLOCK(session_lock);',
  'void *session_alloc(void);',
  'void *session_alloc(void)',
  '{',
  '\tvoid *p;',
  '',
  '\tspin_lock(&session_lock);',
  '\tp = kmalloc(64, GFP_KERNEL);',
  '\tspin_unlock(&session_lock);',
  '\treturn p;',
  '}',
}

local function main()
  if line == 0 then
    local last = vim.api.nvim_buf_line_count(0)
    vim.api.nvim_buf_set_lines(0, last, last, false, mistake)
    line = last + 9
  end
  wait_for(1, 'opened')
  local lsp = findings()[1].user_data.lsp
  if #(lsp.relatedInformation or {}) == 0 then
    give_up('the trace is missing: ' .. vim.inspect(lsp))
  end

  vim.api.nvim_win_set_cursor(0, { line, 0 })
  local parameters = vim.lsp.util.make_range_params()
  parameters.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, line - 1) }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', parameters, 60000)
  local fixed = false
  for _, answer in pairs(answers or {}) do
    for _, action in ipairs(answer.result or {}) do
      if action.kind == 'quickfix' and action.edit and not fixed then
        vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
        fixed = true
      end
    end
  end
  if not fixed then
    give_up('there is no quick fix: ' .. vim.inspect(answers))
  end
  local text = vim.api.nvim_buf_get_lines(0, line - 1, line, false)[1]
  if not text:find('GFP_ATOMIC') then
    give_up('the fix did something else: ' .. text)
  end
  wait_for(0, 'fixed')

  local broken = text:gsub('GFP_ATOMIC', 'GFP_KERNEL')
  vim.api.nvim_buf_set_lines(0, line - 1, line, false, { broken })
  wait_for(1, 'broken again')
  local quiet = text:gsub('GFP_ATOMIC', 'GFP_NOWAIT')
  vim.api.nvim_buf_set_lines(0, line - 1, line, false, { quiet })
  wait_for(0, 'edited')
  io.stdout:write('ok\n')
  vim.cmd('qall!')
end

local fine, why = pcall(main)
if not fine then
  give_up(tostring(why))
end
